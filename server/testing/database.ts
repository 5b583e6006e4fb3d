import { sql } from 'kysely'
import { inject } from 'vitest'
import { openDatabase } from '#server/database/open.ts'
import { IN_MEMORY } from '#server/database/sqlite.ts'
import type { Database } from '#server/database/tables.ts'
import { createDatabase } from '#server/testing/postgres-databases.ts'

// Creating a PostgreSQL database takes long: those that a test is done with are emptied and serve the next.
const idle: Database[] = []
const created = new Map<Database, { drop: () => Promise<void>; tables: string[] }>()

/** An empty database of the engine that the tests run on. */
export async function openTestDatabase(): Promise<Database> {
  const postgres = inject('postgres')
  if (!postgres) return openDatabase({ dataDir: IN_MEMORY })
  const used = idle.pop()
  if (used) return used
  const { url, drop } = await createDatabase(postgres.server, postgres.template)
  const db = await openDatabase({ url })
  created.set(db, { drop, tables: await tablesOf(db) })
  return db
}

const tablesOf = async (db: Database) => (await db.introspection.getTables()).map(({ name }) => name)

/** The test is done with it; it may have broken it. */
export async function releaseTestDatabase(db: Database): Promise<void> {
  const tables = created.get(db)?.tables
  if (!tables) return db.destroy()
  try {
    await sql`truncate ${sql.join(tables.map((name) => sql.table(name)))} restart identity`.execute(db)
    idle.push(db)
  } catch {
    // It is dropped with the others.
  }
}

/** After the last test of a file. */
export async function dropTestDatabases(): Promise<void> {
  for (const [db, { drop }] of created) {
    await db.destroy()
    await drop()
  }
}
