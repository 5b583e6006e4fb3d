import { sql } from 'kysely'
import { inject } from 'vitest'
import { openDatabase, type Database } from '#server/database/open.ts'
import { IN_MEMORY } from '#server/database/sqlite.ts'
import { createDatabase } from '#server/testing/postgres-databases.ts'

// Creating a PostgreSQL database takes long: those that a test is done with are emptied and serve the next.
const idle: Database[] = []
const created = new Map<Database, { drop: () => Promise<void> }>()

/** An empty database of the engine that the tests run on. */
export async function openTestDatabase(): Promise<Database> {
  const postgres = inject('postgres')
  if (!postgres) return openDatabase({ dataDir: IN_MEMORY })
  const used = idle.pop()
  if (used) return used
  const { url, drop } = await createDatabase(postgres.server, postgres.template)
  const db = await openDatabase({ url })
  created.set(db, { drop })
  return db
}

/** The test is done with it; it may have destroyed it. */
export async function releaseTestDatabase(db: Database): Promise<void> {
  if (!created.has(db)) return db.destroy()
  try {
    const tables = await db.introspection.getTables()
    await sql`truncate ${sql.join(tables.map(({ name }) => sql.table(name)))} restart identity`.execute(db)
    idle.push(db)
  } catch {
    // Destroyed: dropped with the others.
  }
}

/** After the last test of a file. */
export async function dropTestDatabases(): Promise<void> {
  for (const [db, { drop }] of created) {
    await db.destroy()
    await drop()
  }
}
