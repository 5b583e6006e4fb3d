import { sql } from 'kysely'
import { inject } from 'vitest'
import { openDatabase, type Database } from '#server/database/open.ts'
import { IN_MEMORY } from '#server/database/sqlite.ts'
import { createDatabase } from '#server/testing/postgres-databases.ts'

// Creating a PostgreSQL database takes long: those that a test is done with are emptied and serve the next.
const idle: Database[] = []
const closing: (() => Promise<void>)[] = []

/** An empty database of the engine that the tests run on; `destroy()` gives it back. */
export async function openTestDatabase(): Promise<Database> {
  return inject('postgres') ? (idle.pop() ?? (await createPostgres())) : openDatabase({ dataDir: IN_MEMORY })
}

/** After the last test of a file. */
export async function closeTestDatabases(): Promise<void> {
  await Promise.all(closing.map((close) => close()))
}

async function createPostgres(): Promise<Database> {
  const { server, template } = inject('postgres') ?? { server: '', template: '' }
  const { url, drop } = await createDatabase(server, template)
  const db = await openDatabase({ url })
  const close = db.destroy.bind(db)
  closing.push(() => close().then(drop))
  return Object.assign(db, {
    async destroy() {
      await empty(db)
      idle.push(db)
    },
  })
}

async function empty(db: Database): Promise<void> {
  const tables = await db.introspection.getTables()
  await sql`truncate ${sql.join(tables.map(({ name }) => sql.table(name)))} restart identity`.execute(db)
}
