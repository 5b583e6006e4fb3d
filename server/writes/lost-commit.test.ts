import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { buildApp } from '#server/app.ts'
import { openSession } from '#server/accounts/session-store.ts'
import { openDatabase } from '#server/database/open.ts'
import type { Database } from '#server/database/tables.ts'
import { eventually } from '#server/testing/eventually.ts'
import { insertAgent, insertClient, insertUser } from '#server/testing/fixtures.ts'
import { createDatabase } from '#server/testing/postgres-databases.ts'
import { CLIENT } from '#server/testing/server.ts'

type Loss =
  /** The statement is done, its answer never arrives. */
  | 'answer'
  /** The statement never arrives. */
  | 'statement'

/** A line to PostgreSQL that breaks, once, at the first statement that begins with the text of `breaksAt`. */
async function openFragileLine(url: URL) {
  const line: { breaksAt: string | undefined; loses: Loss } = { breaksAt: undefined, loses: 'answer' }
  const proxy = createServer((near) => {
    const far = connect(Number(url.port), url.hostname)
    let isBroken = false
    near.on('data', (data) => {
      if (line.breaksAt !== undefined && data.includes(line.breaksAt)) {
        line.breaksAt = undefined
        isBroken = true
        if (line.loses === 'statement') return near.destroy()
      }
      far.write(data)
    })
    far.on('data', (data) => (isBroken ? near.destroy() : near.write(data)))
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('close', () => other.destroy())
      one.on('error', () => other.destroy())
    }
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  // A TCP server's address is an object.
  const { port } = proxy.address() as AddressInfo
  const through = new URL(url)
  through.hostname = '127.0.0.1'
  through.port = String(port)
  return { line, proxy, url: through.href }
}

const countConnections = (server: Server) =>
  promisify((done: (error: Error | null, count: number) => void) => server.getConnections(done))()

describe('a line to the database that breaks during a write', () => {
  let line: Awaited<ReturnType<typeof openFragileLine>>['line']
  let proxy: Server
  let direct: Database
  let db: Database
  let app: Awaited<ReturnType<typeof buildApp>>
  let drop: () => Promise<void>
  let session: string
  let agent: number

  beforeEach(async () => {
    const postgres = inject('postgres')
    if (!postgres) throw new Error('SQLite has no line that could break.')
    const created = await createDatabase(postgres.server, postgres.template)
    drop = created.drop
    direct = await openDatabase({ url: created.url })
    await insertClient(direct, CLIENT)
    const user = await insertUser(direct, CLIENT, { userName: 'root', role: 'Sysadmin' })
    agent = await insertAgent(direct, CLIENT, { loginId: 'ONE', lastName: 'Before' })
    session = await openSession(
      direct,
      { identity: undefined, address: '127.0.0.1', isFromHere: () => true, note: () => undefined },
      { client: CLIENT, owner: { user } },
      Date.now(),
    )
    const fragile = await openFragileLine(new URL(created.url))
    ;({ line, proxy } = fragile)
    db = await openDatabase({ url: fragile.url })
    app = await buildApp({ database: db, dashboardFolder: 'no-build-here' })
  })

  afterEach(async () => {
    await app.close()
    await db.destroy()
    await direct.destroy()
    proxy.close()
    await drop()
  })

  const rename = () =>
    app.inject({
      method: 'PUT',
      url: `/configuration/agents/${agent}`,
      headers: { 'lv-session': session },
      payload: { lastName: 'After' },
    })

  const lastName = async () =>
    (await direct.selectFrom('agent').select('last_name').where('id', '=', agent).executeTakeFirstOrThrow()).last_name

  const changes = () => direct.selectFrom('change').select('kind').execute()

  it.each([
    ['answer', 'After', 1],
    ['statement', 'Before', 0],
  ] as const)(
    'says that nobody knows, and does not try again, when the %s of saving is lost',
    async (loses, name, changed) => {
      Object.assign(line, { breaksAt: 'commit', loses })
      const reply = await rename()
      expect(reply.statusCode).toBe(503)
      expect(reply.json()).toEqual({
        errorCode: 503,
        errorMessage: 'Database lost while saving [look whether the change is there before you repeat it]',
      })
      // Nobody is told to come back with it.
      expect(reply.headers).not.toHaveProperty('retry-after')
      expect(await lastName()).toBe(name)
      expect(await changes()).toHaveLength(changed)
    },
  )

  it('says to try again when it breaks before, and nothing was changed', async () => {
    Object.assign(line, { breaksAt: 'update "agent"', loses: 'answer' })
    const reply = await rename()
    expect(reply.statusCode).toBe(503)
    expect(reply.headers['retry-after']).toBe('1')
    expect(reply.json()).toMatchObject({ errorMessage: 'Database unavailable [try again in a moment]' })
    expect(await lastName()).toBe('Before')
    expect(await changes()).toHaveLength(0)
    expect((await rename()).statusCode).toBe(204)
  })

  it('ends the transaction and nothing else when it breaks between two statements', async () => {
    const done = db.transaction().execute(async (trx) => {
      await trx.selectFrom('agent').select('id').execute()
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction'
        and datname = current_database()`.execute(direct)
      // The event comes to the driver, and to nobody's statement.
      await eventually(async () => expect(await countConnections(proxy)).toBe(0))
      await trx.selectFrom('agent').select('id').execute()
    })
    await expect(done).rejects.toThrow(/terminat/i)
    expect((await rename()).statusCode).toBe(204)
  })
})
