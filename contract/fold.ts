/**
 * A text in the one form in which it is compared with others where neither case nor the way it was typed matters: full case
 * folding of NFC (`ß` is `ss`, the Kelvin sign is `k`). A Turkish `İ` is `i`; a dotless `ı` is a letter of its own.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFC')
    .split('ı')
    .map(
      // Small letters first: capital ẞ has a capital form, itself. Upper case last but one: it is what spells out ß and ligatures.
      (part) => part.toLowerCase().toUpperCase().toLowerCase(),
    )
    .join('ı')
    // JavaScript writes a sigma by its place in the word, which says nothing of the letter.
    .replace(/ς/g, 'σ')
    .replace(/i\u0307/g, 'i')
    .normalize('NFC')
