/** Returns the pattern of `like … escape '\'` for texts that contain a text. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`
