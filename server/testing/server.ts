import type { FastifyInstance, InjectOptions } from 'fastify'
import * as z from 'zod/mini'
import { ADMINISTER_AGENTS } from '#contract/access.ts'
import { faultsOf } from '#contract/errors.ts'
import { refusalIn } from '#contract/refusals.ts'
import { buildApp, type AppOptions } from '#server/app.ts'
import type { Database } from '#server/database/tables.ts'
import { openTestDatabase, releaseTestDatabase } from '#server/testing/database.ts'
import { insertClient, insertUser, PASSWORD } from '#server/testing/fixtures.ts'

export const CLIENT = 4199
export const OTHER_CLIENT = 1005018

export interface Answer {
  status: number
  /** The parsed JSON, or undefined where the body is empty. */
  body: unknown
}

export interface TestServer {
  app: FastifyInstance
  db: Database
  /** Milliseconds since 1970-01-01 GMT; a test moves it. */
  clock: { now: number }
  /** Signs in through the API and returns the session id. */
  login(userName: string, more?: { agent?: boolean; client?: number }): Promise<string>
  /** Sends a request as a Manager who may administer agents, or in the session given. */
  send(method: NonNullable<InjectOptions['method']>, url: string, more?: SendOptions): Promise<Answer>
  close(): Promise<void>
}

export interface SendOptions {
  /** A value is sent as JSON, a string as it is. */
  body?: unknown
  session?: string | null
  headers?: Record<string, string>
}

/** Throws for a refusal that the dashboard has no words for. */
function requireReasons(body: unknown): void {
  const { message, errorMessage = message } = z
    .object({ message: z.optional(z.string()), errorMessage: z.optional(z.string()) })
    .parse(body)
  for (const fault of faultsOf(errorMessage ?? ''))
    if (!refusalIn(fault.message)) throw new Error(`No reason says "${fault.message}"`)
}

/** The real server on a fresh database with two clients, and users of every role in the first. */
export async function startTestServer(
  options: Omit<AppOptions, 'database' | 'dashboardFolder' | 'clock'> = {},
): Promise<TestServer> {
  const db = await openTestDatabase()
  await insertClient(db, CLIENT)
  await insertClient(db, OTHER_CLIENT)
  await insertUser(db, CLIENT, { userName: 'sysadmin', role: 'Sysadmin' })
  await insertUser(db, CLIENT, { userName: 'superuser', role: 'Superuser' })
  await insertUser(db, CLIENT, { userName: 'ituser', role: 'IT User' })
  await insertUser(db, CLIENT, { userName: 'manager', role: 'Manager', powers: [ADMINISTER_AGENTS] })
  await insertUser(db, CLIENT, { userName: 'teamlead', role: 'Manager' })
  await insertUser(db, OTHER_CLIENT, { userName: 'manager', role: 'Manager', powers: [ADMINISTER_AGENTS] })

  const clock = { now: Date.UTC(2026, 0, 5, 9) }
  const app = await buildApp({ database: db, dashboardFolder: 'no-build-here', clock: () => clock.now, ...options })

  const login: TestServer['login'] = async (userName, { agent = false, client = CLIENT } = {}) => {
    const payload = { clientName: `C${client}`, userName, password: PASSWORD, agent }
    const reply = await app.inject({ method: 'POST', url: '/session/login', payload })
    if (reply.statusCode !== 200) throw new Error(`${userName} cannot sign in: ${reply.body}`)
    return reply.json<{ sessionId: string }>().sessionId
  }
  const manager = await login('manager')

  return {
    app,
    db,
    clock,
    login,
    async send(method, url, { body: sent, session = manager, headers = {} } = {}) {
      const reply = await app.inject({
        method,
        url,
        headers: {
          ...(sent !== undefined && { 'content-type': 'application/json' }),
          ...(session !== null && { 'lv-session': session }),
          ...headers,
        },
        ...(sent !== undefined && { payload: typeof sent === 'string' ? sent : JSON.stringify(sent) }),
      })
      const body = reply.body === '' ? undefined : reply.json<unknown>()
      if (reply.statusCode >= 400) requireReasons(body)
      return { status: reply.statusCode, body }
    },
    async close() {
      await app.close()
      await releaseTestDatabase(db)
    },
  }
}
