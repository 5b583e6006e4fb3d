import { DEFAULT_MIGRATION_TABLE, Migrator, sql, type Kysely } from 'kysely'
import { StartRefused } from '#server/config.ts'
import { isRightMissing } from '#server/database/failures.ts'
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
import { whoDidIt } from '#server/database/migrations/0011-who-did-it.ts'
import { attempts } from '#server/database/migrations/0012-attempts.ts'
import { userNames } from '#server/database/migrations/0013-user-names.ts'
import { fourPasswords } from '#server/database/migrations/0014-four-passwords.ts'
import { texts } from '#server/database/migrations/0015-texts.ts'
import { personByTime } from '#server/database/migrations/0016-person-by-time.ts'
import { finding } from '#server/database/migrations/0017-finding.ts'
import { views } from '#server/database/migrations/0018-views.ts'
import { bulkChanges } from '#server/database/migrations/0019-bulk-changes.ts'
import { historyByDeed } from '#server/database/migrations/0020-history-by-deed.ts'
import { inTime } from '#server/database/migrations/0021-in-time.ts'
import type { Database, Tables } from '#server/database/tables.ts'

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
  '0011-who-did-it': whoDidIt,
  '0012-attempts': attempts,
  '0013-user-names': userNames,
  '0014-four-passwords': fourPasswords,
  '0015-texts': texts,
  '0016-person-by-time': personByTime,
  '0017-finding': finding,
  '0018-views': views,
  '0019-bulk-changes': bulkChanges,
  '0020-history-by-deed': historyByDeed,
  '0021-in-time': inTime,
}

/** Their names, in order. */
export const knownMigrations: readonly string[] = Object.keys(migrations)

/**
 * Runs the migrations up to `last`; by default all. Throws `StartRefused` if the role lacks the right, else the migration's own error.
 * A failure leaves the database unchanged.
 */
export async function migrate(db: Kysely<Tables>, last = knownMigrations.at(-1) ?? ''): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateTo(last)
  if (isRightMissing(error))
    throw new StartRefused(
      `The tables must be updated, but the role of DATABASE_URL may not do that (${error.message}): run \`npm run migrate\` as their owner first.`,
    )
  // Kysely passes on the migration's own error.
  if (error)
    throw error instanceof Error ? error : new Error('The database could not be brought up to date', { cause: error })
}

/** Returns the names of the migrations that a database has had, in order. */
export async function findMigrations(db: Database): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return []
  const { rows } = await sql<{ name: string }>`
    select name from ${sql.table(DEFAULT_MIGRATION_TABLE)} order by name`.execute(db)
  return rows.map(({ name }) => name)
}
