import { verify } from '@node-rs/argon2'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sentenceOf } from '#contract/refusals.ts'
import { insertAgent, insertCallCenter, insertService, insertUser, PASSWORD } from '#server/testing/fixtures.ts'
import { CLIENT, startTestServer, type TestServer } from '#server/testing/server.ts'

vi.mock(import('@node-rs/argon2'), async (importOriginal) =>
  (await import('#server/testing/cheap-argon2.ts')).cheaper(importOriginal),
)

const MINUTE = 60_000
const REPEATED = /Password must not be one of the last 4 passwords/

let server: TestServer
let lines: string[]
let superuser: string
let colleague: number
let agent: number

beforeEach(async () => {
  lines = []
  server = await startTestServer({ log: { level: 'info', stream: { write: (line) => lines.push(line) } } })
  superuser = await server.login('superuser')
  await insertCallCenter(server.db, CLIENT, 10)
  await insertService(server.db, CLIENT, { id: 100, callCenter: 10 })
  colleague = await insertUser(server.db, CLIENT, { userName: 'colleague', role: 'Manager' })
  agent = await insertAgent(server.db, CLIENT, { loginId: 'AGENT' })
  vi.mocked(verify).mockClear()
})

afterEach(() => server.close())

const updateUser = (body: object, { id = colleague, session = superuser } = {}) =>
  server.send('PUT', `/dashboard/users/${id}`, { session, body })

describe('a request that is refused anyway', () => {
  it.each([
    ['for an unknown service', { services: [999], allServices: false }, 'Service not found [ID:999]'],
    ['for services beside all', { services: [100] }, 'Invalid services ['],
  ])('%s says nothing of a password', async (_, body, reason) => {
    const replies = [
      await updateUser({ ...body, password: PASSWORD }),
      await updateUser({ ...body, password: 'not-it-at-all-1' }),
    ]
    expect(replies[0]).toEqual(replies[1])
    expect(replies[0]).toMatchObject({ status: 400, body: { message: expect.stringContaining(reason) as string } })
    expect(verify).not.toHaveBeenCalled()
  })

  it('because it is about oneself, or about a user out of reach, says nothing of a password', async () => {
    const limited = await insertUser(server.db, CLIENT, { userName: 'limited', role: 'Superuser', services: [] })
    const session = await server.login('limited')
    vi.mocked(verify).mockClear()
    expect(await updateUser({ password: PASSWORD }, { id: limited, session })).toMatchObject({
      status: 409,
      body: { message: sentenceOf({ reason: 'ownPassword' }) },
    })
    expect(await updateUser({ password: PASSWORD }, { session })).toMatchObject({ status: 403 })
    expect(verify).not.toHaveBeenCalled()
  })
})

describe('an earlier password that is set again', () => {
  it.each([
    ['a user', () => updateUser({ password: PASSWORD }), () => updateUser({ password: 'quite-new-1' })],
    [
      'an agent',
      () => server.send('PUT', `/configuration/agents/${agent}`, { session: superuser, body: { password: PASSWORD } }),
      () =>
        server.send('PUT', `/configuration/agents/${agent}`, { session: superuser, body: { password: 'quite-new-1' } }),
    ],
  ])('for %s counts as a wrong guess: ten in a quarter of an hour, and is in the log', async (_, repeat, renew) => {
    // An agent's current password is no new one.
    await server.send('PUT', `/configuration/agents/${agent}`, { body: { password: 'in-between-1' } })
    lines.length = 0
    for (let i = 0; i < 10; i++) expect(JSON.stringify(await repeat())).toMatch(REPEATED)
    vi.mocked(verify).mockClear()
    expect(await repeat()).toMatchObject({ status: 429 })
    expect(await renew()).toMatchObject({ status: 429 })
    expect(verify).not.toHaveBeenCalled()
    const events = lines.map((line) => JSON.parse(line) as { event?: string })
    expect(events.filter(({ event }) => event === 'earlier-password-refused')).toHaveLength(10)
    expect(events.find(({ event }) => event === 'earlier-password-refused')).toMatchObject({
      level: 'warn',
      client: CLIENT,
      account: expect.stringMatching(/colleague|AGENT/) as string,
      by: 'superuser',
    })
    // Other callers are not affected.
    const session = await server.login('sysadmin')
    expect(await updateUser({ password: 'by-another-1' }, { session })).toEqual({ status: 204 })
    server.clock.now += 15 * MINUTE
    expect(await renew()).toEqual({ status: 204 })
  })

  it('is compared no more than ten times, of 40 at once', async () => {
    const replies = await Promise.all(Array.from({ length: 40 }, () => updateUser({ password: PASSWORD })))
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([400, 429]))
    expect(vi.mocked(verify).mock.calls).toHaveLength(10)
  })

  it('counts across colleagues and agents', async () => {
    for (let i = 0; i < 10; i++) {
      const id = await insertUser(server.db, CLIENT, { userName: `colleague-${i}`, role: 'Manager' })
      expect(await updateUser({ password: PASSWORD }, { id })).toMatchObject({ status: 400 })
    }
    const body = { password: PASSWORD }
    expect(await server.send('PUT', `/configuration/agents/${agent}`, { session: superuser, body })).toMatchObject({
      status: 429,
    })
  })
})

describe('a new password', () => {
  it('that nobody had counts for nothing, however many are set for others', async () => {
    for (let i = 0; i < 30; i++) expect(await updateUser({ password: `number-${i}-1` })).toEqual({ status: 204 })
  })

  it.each([
    ['a user', { userName: 'colleague' }],
    ['an agent', { userName: 'AGENT', agent: true }],
  ])('is set by %s for themselves no more than ten times an hour', async (_, who) => {
    let password = PASSWORD
    const change = async (newPassword: string) => {
      const body = { clientName: `C${CLIENT}`, ...who, password, newPassword }
      const { status } = await server.send('POST', '/session/password', { body, session: null })
      if (status === 204) password = newPassword
      return status
    }
    for (let i = 0; i < 10; i++) expect(await change(`number-${i}-1`)).toBe(204)
    expect(await change('one-too-many-1')).toBe(429)
    const rows = await server.db.selectFrom('change').select('kind').execute()
    expect(rows.filter(({ kind }) => kind.endsWith('password-set'))).toHaveLength(10)
    server.clock.now += 60 * MINUTE
    expect(await change('later-on-1')).toBe(204)
  })

  it('in the dashboard is limited alike', async () => {
    let session = await server.login('colleague')
    const change = async (password: string, newPassword: string) => {
      const reply = await server.app.inject({
        method: 'POST',
        url: '/dashboard/own-password',
        headers: { 'lv-session': session },
        payload: { password, newPassword },
      })
      session = reply.cookies[0]?.value ?? session
      return reply.statusCode
    }
    for (let i = 0; i < 10; i++) expect(await change(i ? `number-${i - 1}-1` : PASSWORD, `number-${i}-1`)).toBe(204)
    expect(await change('number-9-1', 'one-too-many-1')).toBe(429)
  })
})
