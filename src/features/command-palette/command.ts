import { lowerCaseWords } from '#src/lib/find-named.ts'

/** Something that the palette finds and does. */
export interface Command {
  id: string
  label: string
  detail?: string | undefined
  /** Leads to an agent who is locked. */
  isLocked?: boolean
  /** Why it cannot be done. */
  refusal?: string | undefined
  run: () => void
}

/** The commands that have a word beginning with each word of the text; all of them for no text. */
export function matchingCommands(commands: readonly Command[], text: string): Command[] {
  const typed = lowerCaseWords(text)
  return commands.filter(({ label }) => {
    const words = lowerCaseWords(label)
    return typed.every((start) => words.some((word) => word.startsWith(start)))
  })
}
