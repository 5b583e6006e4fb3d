/** Shows nothing by itself (Unicode's Default_Ignorable_Code_Point), or breaks a line, or controls a device. */
const HIDDEN = /^[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Zl}\p{Zp}\ufff9-\ufffb]$/u

const ZERO_WIDTH_NON_JOINER = '\u200c'
const ZERO_WIDTH_JOINER = '\u200d'
const LETTER = /^[\p{L}\p{M}]$/u
const VARIATION_SELECTOR = /^[\ufe00-\ufe0f\u{e0100}-\u{e01ef}\u180b-\u180d\u180f]$/u
/** These stand in the middle or at the end of an emoji. */
const OF_EMOJI = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\u{e0020}-\u{e007f}]$/u
const PICTOGRAPH = /^\p{Extended_Pictographic}$/u
const TAG = /^[\u{e0020}-\u{e007f}]$/u
/** Shows something that a variant of can be chosen. */
const BASE = /^[^\p{Z}\p{C}]$/u

/** Whether a hidden character does its work: it joins letters or emoji, chooses a variant, or spells a flag. */
function isInUse(character: string, before = '', after = ''): boolean {
  if (character === ZERO_WIDTH_NON_JOINER) return LETTER.test(before) && LETTER.test(after)
  if (character === ZERO_WIDTH_JOINER)
    return (LETTER.test(before) && LETTER.test(after)) || (OF_EMOJI.test(before) && PICTOGRAPH.test(after))
  if (VARIATION_SELECTOR.test(character)) return BASE.test(before) && !VARIATION_SELECTOR.test(before)
  return TAG.test(character) && OF_EMOJI.test(before)
}

/**
 * Returns the invisible characters in a line of text: line breaks, tabs, other controls, direction marks, and characters without
 * width. Joiners between letters, variation selectors and the parts of an emoji do not count.
 */
export function hiddenCharactersIn(text: string): string[] {
  if (!MAY_HIDE.test(text)) return []
  const characters = Array.from(text)
  return characters.filter((character, i) => isHidden(character, characters[i - 1], characters[i + 1]))
}

/** A search and a sign-in go on without them: text that was copied from elsewhere often has some around it. */
export function withoutHiddenCharacters(text: string): string {
  if (!MAY_HIDE.test(text)) return text
  const characters = Array.from(text)
  return characters.filter((character, i) => !isHidden(character, characters[i - 1], characters[i + 1])).join('')
}

const isHidden = (character: string, before?: string, after?: string) =>
  HIDDEN.test(character) && !isInUse(character, before, after)

/** Most text is plain, so it is looked at once. */
const MAY_HIDE = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Zl}\p{Zp}\ufff9-\ufffb]/u

/** Drops every character that shows nothing, joiners and variation selectors too: for comparing. */
export const visiblePartOf = (text: string): string =>
  MAY_HIDE.test(text) ? text.replace(/[\p{Default_Ignorable_Code_Point}\p{Cc}\ufff9-\ufffb]/gu, '') : text

/** Whether there is anything to see: no blanks, nor Braille's blank cell, alone. */
export const showsSomething = (text: string): boolean => /[^\p{Z}\p{M}\u2800]/u.test(visiblePartOf(text))

/** `U+200B`, as Unicode's tables have it. */
export const codePointOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
