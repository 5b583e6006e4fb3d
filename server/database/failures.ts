import pg from 'pg'

/** The codes by which the two engines refuse. */
const UNIQUE_VIOLATIONS = new Set(['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505'])

// PostgreSQL: serialization failure, deadlock.
const LOST_RACES = new Set(['40001', '40P01'])

// The statement took too long, the server starts, stops or has no connection left, or it is a read-only copy.
const UNAVAILABLE = new Set(['57014', '57P01', '57P02', '57P03', '53300', '25006', 'SQLITE_BUSY', 'SQLITE_LOCKED'])

const FULL = new Set(['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_SHMSIZE', '53100', '53200'])

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

const hasCode = (error: unknown, codes: ReadonlySet<string>) => codes.has(codeOf(error) ?? '')

/** Whether PostgreSQL refused because the role lacks the right. */
export const isRightMissing = (error: unknown): error is pg.DatabaseError => isSaidByPostgres(error, /^42501$/)

/**
 * Whether PostgreSQL refused for a reason that an operator can fix: a missing database or right, a wrong password, too many
 * connections, or a server that starts or stops.
 */
export const isRefusedByDatabase = (error: unknown): error is pg.DatabaseError =>
  isSaidByPostgres(error, /^(3D000|28...|42501|53...|57P..)$/)

const isSaidByPostgres = (error: unknown, codes: RegExp): error is pg.DatabaseError =>
  error instanceof pg.DatabaseError && codes.test(error.code ?? '')

/** Whether a write failed because a unique key was taken. */
export const isUniqueViolation = (error: unknown): boolean => hasCode(error, UNIQUE_VIOLATIONS)

/** Tells whether a transaction failed only because of others at the same moment: a repetition may succeed. */
export const isLostRace = (error: unknown): boolean => hasCode(error, LOST_RACES)

/** Tells whether the disk or the quota is full. */
export const isDatabaseFull = (error: unknown): boolean => hasCode(error, FULL)

/** Whether the database was not there, or did not answer in time. */
export const isDatabaseAway = (error: unknown): boolean =>
  hasCode(error, UNAVAILABLE) || codeOf(error)?.startsWith('08') === true || isBrokenLine(error)

const BROKEN_LINES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

// The driver's own errors have no code, only words.
const DRIVER_SAYS =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed)/

const isBrokenLine = (error: unknown) =>
  hasCode(error, BROKEN_LINES) ||
  (error instanceof AggregateError && error.errors.some((each) => hasCode(each, BROKEN_LINES))) ||
  (error instanceof Error && !(error instanceof pg.DatabaseError) && DRIVER_SAYS.test(error.message))

const NOT_COMPILED = /^Could not locate the bindings file/

/** Whether SQLite's module is missing, or was compiled for another version of Node. */
export const isSqliteMissing = (error: unknown): boolean =>
  codeOf(error) === 'ERR_DLOPEN_FAILED' || (error instanceof Error && NOT_COMPILED.test(error.message))

/** Tells the operator how to fix that. */
export const COMPILE_SQLITE =
  'SQLite is not compiled here for this version of Node: `npm run build-release --prefix node_modules/better-sqlite3` does it'
