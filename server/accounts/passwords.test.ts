import { verify } from '@node-rs/argon2'
import { beforeEach, describe, expect, it } from 'vitest'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { insertAgent, PASSWORD } from '#server/testing/fixtures.ts'
import { CLIENT } from '#server/testing/server.ts'

const MINUTE = 60_000

const server = serverForEachTest()
let url: string
let id: number

beforeEach(async () => {
  id = await insertAgent(server.db, CLIENT, { loginId: 'HOLDER' })
  url = `/configuration/agents/${id}`
})

const set = (password: string, session?: string) =>
  server.send('PUT', url, { body: { password }, ...(session !== undefined && { session }) })

const REPEATED = {
  status: 400,
  body: { errorCode: 202, errorMessage: 'Invalid password [Password must not be one of the last 4 passwords]' },
}

const history = () =>
  server.db.selectFrom('agent_password_history').selectAll().where('agent_id', '=', id).orderBy('id').execute()

describe('an agent’s new password', () => {
  it('is none of the three before the current one', async () => {
    for (const next of ['second-2', 'third-33', 'fourth-4']) expect(await set(next)).toEqual({ status: 204 })
    expect(await set(PASSWORD)).toEqual(REPEATED)
    expect(await set('fifth-55')).toEqual({ status: 204 })
    expect(await set(PASSWORD)).toEqual({ status: 204 })
  })

  it('may be long and in any script, and no letter of it is cut off', async () => {
    const long = `пароль-密码-1${'x'.repeat(117)}`
    expect(long).toHaveLength(128)
    expect(await set(long)).toEqual({ status: 204 })
    const login = (password: string) =>
      server.send('POST', '/session/login', {
        body: { clientName: `C${CLIENT}`, userName: 'HOLDER', password, agent: true },
        session: null,
      })
    expect(await login(long.slice(0, -1))).toMatchObject({ status: 401 })
    expect(await login(long)).toMatchObject({ status: 200 })
    expect(await set(`${long}x`)).toMatchObject({ status: 400 })
  })

  it('is not one of the commonest, compared exactly', async () => {
    expect(await set('password123')).toMatchObject({ status: 400, body: { errorCode: 202 } })
    expect(await set('A12345678')).toEqual({ status: 204 })
  })

  it('is stored as argon2id of 19 MiB, two passes, one lane', async () => {
    await set('another-1')
    const { password_hash } = await server.db
      .selectFrom('agent')
      .select('password_hash')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await verify(password_hash, 'another-1')).toBe(true)
  })

  it('is never the same twice, when two set the same at once', async () => {
    for (let i = 0; i < 20; i++) {
      // Stays below the limit of refused earlier passwords.
      server.clock.now += 2 * MINUTE
      const session = await server.login('manager')
      const answers = await Promise.all([set(`same-${i}-1`, session), set(`same-${i}-1`, session)])
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]))
    }
    const kinds = await server.db.selectFrom('change').select('kind').where('agent_id', '=', id).execute()
    expect(kinds).toHaveLength(20)
  })

  it('leaves no hash behind that it is compared with no more', async () => {
    const before = await history()
    for (const next of ['second-2', 'third-33', 'fourth-4']) expect(await set(next)).toEqual({ status: 204 })
    expect(await history()).toHaveLength(4)
    for (const next of ['fifth-55', 'sixth-66']) expect(await set(next)).toEqual({ status: 204 })
    const kept = await history()
    expect(kept).toHaveLength(4)
    expect(kept.map((row) => row.id)).not.toContain(before[0]?.id)
    expect(await verify(kept.at(-1)?.password_hash ?? '', 'sixth-66')).toBe(true)
  })
})

describe('an agent’s current password, sent as a new one', () => {
  const changes = () => server.db.selectFrom('change').select('kind').orderBy('id').execute()

  it('is no change: nothing is recorded, and their sessions go on', async () => {
    const session = await server.login('HOLDER', { agent: true })
    expect(await set(PASSWORD)).toEqual({ status: 204 })
    expect(await history()).toHaveLength(1)
    expect(await changes()).toEqual([])
    expect(await server.send('GET', '/configuration/agents?count=1&offset=0', { session })).toMatchObject({
      status: 200,
    })
  })

  it('lets the rest of the update through, as a known client sends it with every one', async () => {
    for (let i = 0; i < 5; i++)
      await server.send('POST', '/session/login', {
        body: { clientName: `C${CLIENT}`, userName: 'HOLDER', password: 'not-the-password-1', agent: true },
        session: null,
      })
    expect(await server.send('GET', url)).toMatchObject({ body: { locked: true } })
    const body = {
      firstName: 'Grace',
      lastName: 'Hopper',
      password: PASSWORD,
      phone: '5678',
      active: true,
      unlock: true,
    }
    expect(await server.send('PUT', url, { body })).toEqual({ status: 204 })
    expect(await server.send('GET', url)).toMatchObject({
      body: { firstName: 'Grace', lastName: 'Hopper', phone: '5678', locked: false },
    })
    expect((await changes()).map(({ kind }) => kind)).toEqual(['agent-locked', 'agent-updated', 'agent-unlocked'])
    await server.login('HOLDER', { agent: true })
  })

  it('is no longer the current one once another has been set', async () => {
    await set('second-2')
    expect(await set(PASSWORD)).toEqual(REPEATED)
    expect(await set('second-2')).toEqual({ status: 204 })
    expect(await history()).toHaveLength(2)
  })
})

describe('a user’s new password', () => {
  it('is none of the last four, and the field is named', async () => {
    const body = { clientName: `C${CLIENT}`, userName: 'manager', password: PASSWORD, newPassword: PASSWORD }
    expect(await server.send('POST', '/session/password', { body, session: null })).toEqual({
      status: 400,
      body: { code: 202, message: 'Invalid newPassword [Password must not be one of the last 4 passwords]' },
    })
  })
})
