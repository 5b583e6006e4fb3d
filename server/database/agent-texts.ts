import { fold, foldAccents } from '#contract/fold.ts'

/** The texts by which an agent is found. */
export interface AgentTexts {
  /** As stored (`storedLoginId`). */
  loginId: string
  firstName: string
  lastName: string
  phone: string
}

/** Returns the digits that a search by phone compares. */
export const digitsOf = (phone: string): string => phone.replace(/\D/g, '')

/** Separates the texts of an agent: no word that somebody searches for contains it. */
const SEPARATOR = '\n'

/** Returns the columns that searches compare: derived from the texts, and written with them. */
export function textColumnsOf({ loginId, firstName, lastName, phone }: AgentTexts) {
  const sortName = [lastName, firstName].map(foldAccents).join(SEPARATOR)
  return {
    login_fold: fold(loginId),
    last_name_fold: fold(lastName),
    sort_name: sortName,
    plain: [foldAccents(loginId), sortName].join(SEPARATOR),
    phone_digits: digitsOf(phone),
  }
}

const SHORT = 3
// The number of agents who have the same three digits in a row grows with all agents; few have the same five.
const LONG = 5
const OF_PHONES = 4

/** Parts of phone numbers begin with it, so that login IDs do not get among them. */
const PHONE_MARK = '#'

/** Returns every run of so many letters in a text, each once, by code point; none of a shorter text. */
function inARow(text: string, count: number): string[] {
  const letters = Array.from(text)
  const parts = letters.slice(count - 1).map((_, i) => letters.slice(i, i + count).join(''))
  return [...new Set(parts)]
}

/**
 * Returns the parts of an agent's texts that lead a search to the agent (`agent_part`): every three letters in a row of login ID and
 * names, every five of the login ID, and every four digits of the phone number.
 */
export function partsOf({ loginId, firstName, lastName, phone }: AgentTexts): string[] {
  const login = foldAccents(loginId)
  return [
    ...new Set([
      ...[login, foldAccents(firstName), foldAccents(lastName)].flatMap((text) => inARow(text, SHORT)),
      ...inARow(login, LONG),
      ...inARow(digitsOf(phone), OF_PHONES).map((part) => PHONE_MARK + part),
    ]),
  ]
}

/** Returns parts that every agent with these letters in their login ID or names has; none for fewer than three letters. */
export const partsToFind = (letters: string): string[] => inARow(foldAccents(letters), SHORT)

/** The same for the login ID alone: longer parts, which fewer agents have. */
export function partsToFindLogin(letters: string): string[] {
  const long = inARow(foldAccents(letters), LONG)
  return long.length ? long : partsToFind(letters)
}

/** Returns parts that every agent with these digits in their phone number has; none for fewer than four digits. */
export const partsToFindPhone = (digits: string): string[] => inARow(digits, OF_PHONES).map((part) => PHONE_MARK + part)
