/** Hebrew, Arabic, Syriac, Thaana, N'Ko and the other scripts that run from right to left, with the forms for presentation. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u

const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'

/**
 * Keeps a name of right-to-left letters from reordering the words around it, in a plain string such as an accessible name. In
 * markup `<bdi>` does the same. Not for copied or saved text.
 */
export const isolate = (name: string) => (RIGHT_TO_LEFT.test(name) ? FIRST_STRONG_ISOLATE + name + POP_ISOLATE : name)

/** Returns the parts of a text, by turns outside and inside of isolates. */
export const partsOf = (text: string) => text.split(/[\u2068\u2069]/)
