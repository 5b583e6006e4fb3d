import type { Phrase } from '#src/lib/phrase.ts'

/** A phrase with its names isolated from the words around them. */
export const PhraseWords = ({ phrase }: { phrase: Phrase }) =>
  phrase.map((part, index) => (typeof part === 'string' ? part : <bdi key={index}>{part.name}</bdi>))
