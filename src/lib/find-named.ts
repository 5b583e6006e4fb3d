interface Named {
  id: number
  name: string
}

/** Returns the words of a text, in lower case. */
export const lowerCaseWords = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean)

/** Returns the things with every word of the text in their name, or with an id that begins with the text. */
export function findNamed<Found extends Named>(things: readonly Found[], text: string): Found[] {
  const words = lowerCaseWords(text)
  return things.filter(
    ({ id, name }) => words.every((word) => name.toLowerCase().includes(word)) || String(id).startsWith(text.trim()),
  )
}
