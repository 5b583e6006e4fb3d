const LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ'
const DIGITS = '23456789'
// None that look like one another: a password is read out and typed off.
const CHARACTERS = LETTERS + DIGITS

const LENGTH = 16

/** A number from 0 to `limit` - 1, each as likely as any other: values that would favour the low ones are drawn again. */
function randomBelow(limit: number): number {
  const fair = 256 - (256 % limit)
  const drawn = new Uint8Array(1)
  do crypto.getRandomValues(drawn)
  while ((drawn[0] ?? 0) >= fair)
  return (drawn[0] ?? 0) % limit
}

/** A password that the API accepts: long enough, and with a digit. */
export function generatePassword(): string {
  const password = Array.from({ length: LENGTH }, () => CHARACTERS.charAt(randomBelow(CHARACTERS.length))).join('')
  return /\d/.test(password) ? password : generatePassword()
}
