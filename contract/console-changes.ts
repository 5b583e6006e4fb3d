/**
 * The header that gives the dashboard the changes of a write: their ids in the history, separated by commas, oldest first. A
 * write that changed nothing sends none. An undo takes such an id.
 */
export const CONSOLE_CHANGES = 'Console-Changes'

/** The most ids in one header. A write that becomes more cannot be undone in one step anyway. */
const MOST = 100

export const consoleChangesOf = (changes: readonly number[]): string => changes.slice(0, MOST).join(',')

/** Parses the header's value. Returns an empty list where there is none. */
export const changesIn = (value: string | null): number[] => (value ? value.split(',').map(Number) : [])
