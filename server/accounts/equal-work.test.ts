import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { buildApp } from '#server/app.ts'
import { countWork, type Work } from '#server/testing/count-work.ts'
import { insertAgent } from '#server/testing/fixtures.ts'
import { CLIENT, startTestServer, type TestServer } from '#server/testing/server.ts'

vi.mock(import('@node-rs/argon2'), async (importOriginal) =>
  (await import('#server/testing/cheap-argon2.ts')).cheaper(importOriginal),
)

let server: TestServer
let app: FastifyInstance
let take: () => Work

beforeEach(async () => {
  server = await startTestServer()
  await insertAgent(server.db, CLIENT, { loginId: 'AGENT' })
  await insertAgent(server.db, CLIENT, { loginId: 'LOCKED', locked: true })
  await insertAgent(server.db, CLIENT, { loginId: 'INACTIVE', active: false })
  const counted = countWork(server.db)
  take = counted.take
  app = await buildApp({ database: counted.db, dashboardFolder: 'no-build-here', clock: () => server.clock.now })
})

afterEach(async () => {
  await app.close()
  await server.close()
})

interface Attempt {
  userName: string
  agent?: boolean
  clientName?: string
}

async function workOf({ userName, agent = false, clientName = `C${CLIENT}` }: Attempt): Promise<Work> {
  take()
  const payload = { clientName, userName, password: 'wrong-one-1', agent }
  const reply = await app.inject({ method: 'POST', url: '/session/login', payload, remoteAddress: '203.0.113.7' })
  expect(reply.statusCode).toBe(401)
  return take()
}

async function worksOf(times: number, attempt: Attempt): Promise<Work[]> {
  const works: Work[] = []
  for (let i = 0; i < times; i++) works.push(await workOf(attempt))
  return works
}

describe('a wrong password', () => {
  it.each([true, false])('is as much work under a name that nobody has: one transaction (agent: %s)', async (agent) => {
    const known = await workOf({ userName: agent ? 'AGENT' : 'ituser', agent })
    const unknown = await workOf({ userName: 'nobody', agent })
    expect(unknown).toEqual(known)
    expect(known.commits).toBe(1)
    expect(await workOf({ userName: 'nobody', agent, clientName: 'NOWHERE' })).toEqual(known)
  })

  it.each(['LOCKED', 'INACTIVE'])('is one transaction where the account is %s', async (userName) => {
    expect(await workOf({ userName, agent: true })).toMatchObject({ commits: 1 })
  })

  it.each([true, false])('has as many commits the whole way to the lock and beyond (agent: %s)', async (agent) => {
    const commitsOf = async (userName: string) => (await worksOf(12, { userName, agent })).map(({ commits }) => commits)
    const known = await commitsOf(agent ? 'AGENT' : 'ituser')
    expect(await commitsOf('nobody-else')).toEqual(known)
    expect(known).toEqual([1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1])
  })
})
