import type { TestProject } from 'vitest/node'
import { openDatabase } from '#server/database/open.ts'
import { createDatabase } from '#server/testing/postgres-databases.ts'
import { setNextId } from '#server/testing/fixtures.ts'
import { startPostgres } from '#server/testing/postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test may create databases, and the one with all tables and nothing in them that it copies; undefined on SQLite. */
    postgres: { server: string; template: string } | undefined
  }
}

// The tests' data need not survive anything.
const IN_A_HURRY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']

const ABOVE_ALL_FIXTURES = 10_000_000

/** Gives the tests a PostgreSQL: that of `TEST_DATABASE_URL`, else one of their own, which is thrown away afterwards. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL']
  const own = given ? undefined : await startPostgres(IN_A_HURRY)
  const server = own?.url ?? given ?? ''
  const template = await createDatabase(server)
  const db = await openDatabase({ url: template.url })
  // Fixtures name ids, and sequences know nothing of these.
  for (const table of ['agent', 'agent_skill', 'user_account'] as const) await setNextId(db, table, ABOVE_ALL_FIXTURES)
  await db.destroy()
  project.provide('postgres', { server, template: template.name })
  return async () => {
    await template.drop()
    await own?.stop()
  }
}
