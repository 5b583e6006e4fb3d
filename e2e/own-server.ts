import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { test as base } from './fixtures.ts'
import { startServer } from './server.ts'

interface OwnServer {
  address: string
  /** Runs SQL on its database, past it. */
  run: (sql: string) => void
}

/** For tests that break a server: each has one of its own. */
export const test = base.extend<{ own: OwnServer }>({
  signedInAs: null,

  // Playwright reads what a fixture depends on from this pattern.
  // oxlint-disable-next-line no-empty-pattern
  own: async ({}, provide) => {
    const folder = await mkdtemp(join(tmpdir(), 'agent-console-e2e-'))
    const { address, stop } = await startServer({ DATA_DIR: folder, DEMO_AGENTS: '50' })
    const database = new SQLite(join(folder, 'agent-console.sqlite'))
    await provide({ address, run: (sql) => void database.exec(sql) })
    database.close()
    await stop()
    await rm(folder, { recursive: true })
  },
})
