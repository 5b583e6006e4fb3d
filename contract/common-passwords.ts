/**
 * The commonest passwords of published leaks that the other rules would let through (8 characters with a digit), compared
 * exactly: a rule that guesses at likeness refuses good passwords too.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `12345678 123456789 1234567890 12345678910 0123456789 0987654321 987654321 9876543210 87654321 11111111 111111111
  1111111111 00000000 0000000000 22222222 55555555 66666666 77777777 88888888 99999999 999999999 12341234 11223344
  112233445566 12121212 123123123 123321123 147258369 159357456 789456123 741852963 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y
  1qaz2wsx 1qaz2wsx3edc 1qazxsw2 zaq12wsx q1w2e3r4 q1w2e3r4t5 qwer1234 qwert123 qwerty12 qwerty123 qwerty1234 qwerty12345
  qwerty123456 Qwerty123 qwe123qwe asd123asd asdf1234 asdfgh123 zxcvbnm1 zxcvbnm123 1234qwer 123qwe123 123456qwerty
  abc12345 abcd1234 abcde12345 abc123abc abcdef123 a1b2c3d4 a1234567 a12345678 a123456789 aa123456 aa12345678 Aa123456
  Aa12345678 Aa123456789 password0 password1 password12 password123 password1234 password12345 Password1 Password12
  Password123 Password1234 passw0rd P@ssw0rd P@ssword1 P@ssw0rd1 Pa55word Passw0rd Passw0rd1 p@ssw0rd admin123 admin1234
  admin12345 Admin123 Admin1234 administrator1 welcome1 welcome12 welcome123 Welcome1 Welcome123 letmein1 letmein123
  changeme1 changeme123 default1 test1234 test12345 testtest1 temp1234 user1234 guest123 guest1234 login123 master123
  monkey123 dragon123 shadow123 sunshine1 princess1 princess123 iloveyou1 iloveyou2 iloveyou12 iloveyou123 football1
  football123 baseball1 basketball1 superman1 batman123 michael1 michelle1 jennifer1 jessica1 charlie1 charlie123
  liverpool1 chelsea123 samsung1 samsung123 computer1 internet1 whatever1 trustno1 starwars1 pokemon123 killer123
  hello123 hello1234 hello12345 secret123 summer2023 summer2024 summer2025 winter2024 winter2025 spring2025`.split(
    /\s+/,
  ),
)
