import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { ADMINISTER_AGENTS } from '#contract/access.ts'
import { openSession } from '#server/accounts/session-store.ts'
import { isPostgres } from '#server/database/dialect.ts'
import { openDatabase, type DatabaseLocation } from '#server/database/open.ts'
import type { Database } from '#server/database/tables.ts'
import {
  insertCallCenter,
  insertClient,
  insertService,
  insertSkill,
  insertUser,
  setListState,
} from '#server/testing/fixtures.ts'
import { createDatabase } from '#server/testing/postgres-databases.ts'
import { until } from './until.ts'

/** A database of its own for one fault. */
export interface Site {
  engine: 'SQLite' | 'PostgreSQL'
  location: DatabaseLocation
  /** A server's variables. */
  env: Record<string, string>
  /** Throws it away. */
  drop(): Promise<void>
}

/** A way to get an empty one. */
export type NewSite = () => Promise<Site>

export const onSqlite =
  (parent = tmpdir()): NewSite =>
  async () => {
    mkdirSync(parent, { recursive: true })
    const dataDir = mkdtempSync(path.join(parent, 'agent-console-faults-'))
    return {
      engine: 'SQLite',
      location: { dataDir },
      env: { DATA_DIR: dataDir },
      drop: async () => rmSync(dataDir, { recursive: true, force: true }),
    }
  }

export const onPostgres =
  (server: string): NewSite =>
  async () => {
    const { url, drop } = await createDatabase(server)
    return { engine: 'PostgreSQL', location: { url }, env: { DATABASE_URL: url }, drop }
  }

export const CLIENT = 4199
export const SKILLS = [1, 2, 3, 4, 5]
export const SERVICES = [11, 12, 13, 14]

export interface WriterAccount {
  name: string
  session: string
}

/** Fills a new site with a client, its skills and services, and users who are signed in already. */
export async function furnish(site: Site, writers: number): Promise<WriterAccount[]> {
  return withDatabase(site, async (db) => {
    await insertClient(db, CLIENT)
    await insertCallCenter(db, CLIENT, 1)
    for (const id of SKILLS) await insertSkill(db, CLIENT, id, `Skill ${id}`)
    for (const id of SERVICES) await insertService(db, CLIENT, { id, callCenter: 1 })
    await setListState(db, CLIENT, 'agent-skills', { size: SKILLS.length, lastModified: 0 })
    const accounts: WriterAccount[] = []
    for (let i = 1; i <= writers; i++) {
      const name = `writer-${i}`
      const user = await insertUser(db, CLIENT, { userName: name, role: 'Manager', powers: [ADMINISTER_AGENTS] })
      const context = { identity: undefined, address: '127.0.0.1', isFromHere: () => true, note: () => undefined }
      const session = await openSession(db, context, { client: CLIENT, owner: { user } }, Date.now())
      accounts.push({ name, session })
    }
    return accounts
  })
}

/** Looks into a site's database past every server. */
export async function withDatabase<Result>(site: Site, work: (db: Database) => Promise<Result>): Promise<Result> {
  const db = await openDatabase(site.location)
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}

/** A server that died may have left PostgreSQL a statement that it still works on. */
export async function untilQuiet(db: Database): Promise<void> {
  if (!isPostgres(db)) return
  await until('the sessions of PostgreSQL come to rest', async () => {
    const { rows } = await sql<{ busy: number }>`
      select count(*) as busy from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`.execute(db)
    return rows[0]?.busy === 0
  })
}
