import { Migrator, type Kysely } from 'kysely'
import { initial } from '#server/database/migrations/0001-initial.ts'
import { history } from '#server/database/migrations/0002-history.ts'
import { lockout } from '#server/database/migrations/0003-lockout.ts'
import { permittedServices } from '#server/database/migrations/0004-permitted-services.ts'
import { users } from '#server/database/migrations/0005-users.ts'
import { idempotency } from '#server/database/migrations/0006-idempotency.ts'
import { growth } from '#server/database/migrations/0007-growth.ts'
import { search } from '#server/database/migrations/0008-search.ts'
import { loginParts } from '#server/database/migrations/0009-login-parts.ts'
import { historyByTime } from '#server/database/migrations/0010-history-by-time.ts'
import type { Tables } from '#server/database/tables.ts'

/** In the order of their names; a landed migration is never edited. */
const migrations = {
  '0001-initial': initial,
  '0002-history': history,
  '0003-lockout': lockout,
  '0004-permitted-services': permittedServices,
  '0005-users': users,
  '0006-idempotency': idempotency,
  '0007-growth': growth,
  '0008-search': search,
  '0009-login-parts': loginParts,
  '0010-history-by-time': historyByTime,
}

/** Their names, in order. */
export const knownMigrations: readonly string[] = Object.keys(migrations)

/** Brings the tables to this version's shape. Throws what a failed migration threw, and leaves the database as it was. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  // Kysely hands over whatever the migration threw.
  if (error)
    throw error instanceof Error ? error : new Error('The database could not be brought up to date', { cause: error })
}
