import type { Database } from '#server/database/tables.ts'

/** The parts that everything on the database is built from. */
export interface Dependencies {
  db: Database
  /** Milliseconds since 1970-01-01 GMT. */
  clock: () => number
}
