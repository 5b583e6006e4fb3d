import { withoutHiddenCharacters } from '#contract/hidden-characters.ts'

/** Returns the form in which a line of text is stored: NFC, without blanks around it or characters that nobody sees. */
export const storedText = (text: string): string => withoutHiddenCharacters(text).normalize('NFC').trim()

/** Returns the form in which a login ID is stored: the same, in upper case. */
export const storedLoginId = (loginId: string): string => storedText(loginId).toUpperCase().normalize('NFC')
