import { between, type Random } from '#server/first-start/demo/random.ts'

// Leaves six digits of the twenty characters that a login ID may have.
const MAX_LETTERS = 14

const LETTERS_WITHOUT_DECOMPOSITION: ReadonlyMap<string, string> = new Map([
  ['Ø', 'O'],
  ['Ł', 'L'],
  ['Đ', 'D'],
  ['Æ', 'AE'],
])

const toLetters = (name: string) =>
  name
    .toUpperCase()
    .replace(/[ØŁĐÆ]/g, (letter) => LETTERS_WITHOUT_DECOMPOSITION.get(letter) ?? '')
    .normalize('NFD')
    .replace(/[^A-Z]/g, '')

/** Initial, last name and a number, as in TRIVERA12; never the same one twice. */
export function loginIds(random: Random, reserved: ReadonlySet<string>) {
  // As many entries as there are pairs of initial and last name, not as there are agents.
  const lastNumbers = new Map<string, number>()
  const letters = new Map<string, string>()
  const lettersOf = (name: string) => {
    const known = letters.get(name) ?? toLetters(name)
    letters.set(name, known)
    return known
  }

  return function nextLoginId(name: { firstName: string; lastName: string }): string {
    const base = `${lettersOf(name.firstName).charAt(0)}${lettersOf(name.lastName)}`.slice(0, MAX_LETTERS)
    const number = (lastNumbers.get(base) ?? 0) + between(random, 1, lastNumbers.has(base) ? 3 : 30)
    lastNumbers.set(base, number)
    const loginId = `${base}${number}`
    return reserved.has(loginId) ? nextLoginId(name) : loginId
  }
}
