import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { lastingPort } from '#server/testing/lasting-port.ts'
import { signedIn, test as base } from './fixtures.ts'
import { startServer } from './server.ts'

interface OwnServer {
  address: string
  /** Runs SQL on its database, past it. */
  run: (sql: string) => void
  stop: () => Promise<void>
  /** At the same address, after `stop`. */
  startAgain: () => Promise<void>
  /** Has it accept connections, as the system does for it, and answer nothing. */
  freeze: () => void
  thaw: () => void
}

/** For tests that break a server: each has one of its own, which the browser is signed in to. */
export const test = base.extend<{ own: OwnServer }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture depends on from it
  own: async ({}, provide) => {
    const folder = await mkdtemp(join(tmpdir(), 'agent-console-e2e-'))
    const environment = { DATA_DIR: folder, DEMO_AGENTS: '50', PORT: String(await lastingPort()) }
    const first = await startServer(environment)
    const { address } = first
    let running: typeof first | undefined = first
    const database = new SQLite(join(folder, 'agent-console.sqlite'))
    await provide({
      address,
      run: (sql) => void database.exec(sql),
      stop: async () => {
        await running?.stop()
        running = undefined
      },
      startAgain: async () => {
        running = await startServer(environment)
      },
      freeze: () => running?.freeze(),
      thaw: () => running?.thaw(),
    })
    database.close()
    await running?.stop()
    await rm(folder, { recursive: true })
  },

  baseURL: ({ own }, provide) => provide(own.address),

  storageState: async ({ own, playwright, signedInAs }, provide) =>
    provide(signedInAs === null ? undefined : await signedIn(playwright, own.address, signedInAs)),
})
