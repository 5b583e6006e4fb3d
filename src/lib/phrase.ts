import { isolate } from './isolate.ts'

/** Words with names of people and things among them, which must not turn the text around them. */
export type Phrase = readonly (string | Name)[]

interface Name {
  name: string
}

const nameOrText = (part: Phrase[number]) => (typeof part === 'string' ? part : part.name)

/** The words alone: for files and titles. */
export const plainText = (phrase: Phrase): string => phrase.map(nameOrText).join('')

/** The words where no element can stand around a name: in accessible names and messages. */
export const isolatedText = (phrase: Phrase): string =>
  phrase.map((part) => (typeof part === 'string' ? part : isolate(part.name))).join('')
