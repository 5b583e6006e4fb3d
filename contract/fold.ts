/**
 * Returns the form in which texts are compared when case and Unicode form do not matter: full case folding of NFC (`ß` becomes
 * `ss`, the Kelvin sign `k`). `İ` becomes `i`; the dotless `ı` stays a letter of its own.
 */
export const fold = (text: string): string =>
  text
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
