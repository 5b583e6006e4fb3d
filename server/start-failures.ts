import { StartRefused } from '#server/config.ts'
import { COMPILE_SQLITE, isRefusedByDatabase, isSqliteMissing } from '#server/database/failures.ts'

/** Returns a sentence for a failure that an operator can fix, and the error itself, with its trace, for a defect. */
export function startSentence(error: unknown): unknown {
  if (error instanceof StartRefused) return error.message
  const reason = reasonOf(error)
  return reason === undefined ? error : `The server did not start: ${reason}.`
}

function reasonOf(error: unknown): string | undefined {
  if (isSqliteMissing(error)) return COMPILE_SQLITE
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return undefined
  if (error.code.startsWith('SQLITE_')) return `the database cannot be opened (${error.message})`
  if (isRefusedByDatabase(error)) return `the database of DATABASE_URL refuses (${error.message})`
  if (error.code === 'EADDRINUSE') return `PORT ${process.env['PORT'] ?? ''} is in use`
  // Each address of a host name failed.
  if (error instanceof AggregateError)
    return error.errors.map((each: unknown) => (each instanceof Error ? each.message : String(each))).join(', ')
  return 'syscall' in error ? error.message : undefined
}
