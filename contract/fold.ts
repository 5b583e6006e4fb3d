import { visiblePartOf } from '#contract/hidden-characters.ts'

/**
 * Returns the form in which texts are compared when case and Unicode form do not matter: full case folding of NFC (`ß` becomes
 * `ss`, the Kelvin sign `k`). `İ` becomes `i`; the dotless `ı` stays a letter of its own. Characters that show nothing are dropped,
 * and any run of blanks is one.
 */
export const fold = (text: string): string =>
  visiblePartOf(text.replace(/\s+/gu, ' '))
    .normalize('NFC')
    .split('ı')
    .map(
      // The first step turns ẞ into ß, which only the second step (upper case) spells out as SS.
      (part) => part.toLowerCase().toUpperCase().toLowerCase(),
    )
    .join('ı')
    // JavaScript lowercases Σ by its place in the word.
    .replace(/ς/g, 'σ')
    .replace(/i\u0307/g, 'i')
    .normalize('NFC')

/** Marks on letters of scripts that are read without them, too. In other scripts, such as Devanagari, they are vowels. */
const ACCENTS =
  /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}]\p{M}*)\p{M}/gu

/** Letters that have an accent but no decomposition in Unicode, and how people type them without it. */
const SPELLED: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
}

/** Returns `fold` of a text without its accents: `sorensen` for `Sørensen`. */
export function foldAccents(text: string): string {
  const folded = fold(text)
  // Most names are plain.
  // oxlint-disable-next-line no-control-regex -- the ASCII range is what it looks for
  if (/^[\u0000-\u007f]*$/.test(folded)) return folded
  return folded
    .normalize('NFD')
    .replace(ACCENTS, '')
    .replace(/[øłđðħŧıæœþ]/g, (letter) => SPELLED[letter] ?? letter)
    .normalize('NFC')
}
