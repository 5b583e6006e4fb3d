import { verify } from '@node-rs/argon2'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { insertAgent, insertUser, PASSWORD } from '#server/testing/fixtures.ts'
import { CLIENT, OTHER_CLIENT } from '#server/testing/server.ts'

vi.mock(import('@node-rs/argon2'), async (importOriginal) =>
  (await import('#server/testing/cheap-argon2.ts')).cheaper(importOriginal),
)

const MINUTE = 60_000

const server = serverForEachTest()

beforeEach(async () => {
  vi.mocked(verify).mockClear()
})

const signIn = (body: object, from = '192.0.2.1') =>
  server.app.inject({
    method: 'POST',
    url: '/session/login',
    payload: { clientName: `C${CLIENT}`, password: 'wrong-one-1', agent: true, ...body },
    remoteAddress: from,
  })

const hashOfAgent = async (id: number) =>
  (await server.db.selectFrom('agent').select('password_hash').where('id', '=', id).executeTakeFirstOrThrow())
    .password_hash

describe('two changes of one password at once', () => {
  const POOL = ['first-11', 'second-2', 'third-33', 'fourth-4', 'fifth-55', 'sixth-66'] as const

  it('never bring back one of the last four, in 200 pairs', async () => {
    const id = await insertAgent(server.db, CLIENT, { loginId: 'HOLDER' })
    let session = ''
    const set = (password = '') => server.send('PUT', `/configuration/agents/${id}`, { body: { password }, session })
    const passwords = [PASSWORD]
    let newest = (await kept(id)).at(-1)?.id ?? 0
    for (let i = 0; i < 200; i++) {
      if (i % 5 === 0) {
        // Stays below the limit of refused earlier passwords.
        server.clock.now += 16 * MINUTE
        session = await server.login('manager')
      }
      // Half of the pairs are the same password twice, half are two that either may have been used before.
      const pair = [POOL[i % 6], POOL[i % 2 ? i % 6 : (i * 5 + 2) % 6]]
      const statuses = (await Promise.all(pair.map(set))).map(({ status }) => status)
      expect(statuses.every((status) => status === 204 || status === 400)).toBe(true)
      // The table keeps only four. The second of two that are the same is no change.
      for (const row of (await kept(id)).filter((each) => each.id > newest)) {
        passwords.push(await passwordOf(row.password_hash))
        newest = row.id
      }
    }
    expect(passwords.length).toBeGreaterThan(100)
    expect(passwords.length).toBeLessThan(300)
    const repeats = passwords.filter((password, i) => passwords.slice(Math.max(0, i - 4), i).includes(password))
    expect(repeats).toEqual([])
    expect(await kept(id)).toHaveLength(4)
    expect(await hashOfAgent(id)).toBe((await kept(id)).at(-1)?.password_hash)
  })

  const kept = (id: number) =>
    server.db
      .selectFrom('agent_password_history')
      .select(['id', 'password_hash'])
      .where('agent_id', '=', id)
      .orderBy('id')
      .execute()

  it('are one change: the second, who knows only the old password, is refused', async () => {
    await insertUser(server.db, CLIENT, { userName: 'changer', role: 'Manager' })
    let password = PASSWORD
    for (let i = 0; i < 50; i++) {
      // Stays below the limit of changes of one's own password.
      server.clock.now += 10 * MINUTE
      const wanted = [`left-${i}-long`, `right-${i}-long`]
      const replies = await Promise.all(
        wanted.map((newPassword) =>
          server.send('POST', '/session/password', {
            body: { clientName: `C${CLIENT}`, userName: 'changer', password, newPassword },
            session: null,
          }),
        ),
      )
      expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([204, 401]))
      password = wanted[replies.findIndex(({ status }) => status === 204)] ?? ''
      // The attempt that was refused counts as a wrong one; a right one makes it forgotten.
      expect((await signIn({ userName: 'changer', password, agent: false })).statusCode).toBe(200)
    }
  })

  async function passwordOf(hash: string): Promise<string> {
    for (const password of [PASSWORD, ...POOL]) if (await verify(hash, password)) return password
    throw new Error('a password that nobody set')
  }
})

describe('a sign-in with the right password', () => {
  it.each([
    ['deactivated', (url: string) => server.send('PUT', url, { body: { active: false } })],
    ['deleted', (url: string) => server.send('DELETE', url)],
    ['given another password', (url: string) => server.send('PUT', url, { body: { password: 'another-1' } })],
  ])('opens no session for an agent who is %s while it is looked at', async (_, change) => {
    const id = await insertAgent(server.db, CLIENT, { loginId: 'HOLDER' })
    vi.mocked(verify).mockImplementationOnce(async () => {
      expect(await change(`/configuration/agents/${id}`)).toEqual({ status: 204 })
      return true
    })
    expect((await signIn({ userName: 'HOLDER', password: PASSWORD })).statusCode).toBe(401)
    expect(await server.db.selectFrom('session').select('agent_id').where('agent_id', '=', id).execute()).toEqual([])
  })
})

describe('a sign-in that is refused', () => {
  it('has no more than five passwords looked at, of 500 at once for one agent', async () => {
    const id = await insertAgent(server.db, CLIENT, { loginId: 'TARGET' })
    const target = await hashOfAgent(id)
    const replies = await Promise.all(
      Array.from({ length: 500 }, (_, i) =>
        signIn({ userName: 'target', password: `wrong-${i}` }, `192.0.2.${i % 50}`),
      ),
    )
    const asked = vi.mocked(verify).mock.calls.filter(([hash]) => hash === target)
    expect(asked).toHaveLength(5)
    // Callers who would have waited too long were told to come back, and not checked.
    expect(replies.every(({ statusCode }) => statusCode === 401 || statusCode === 503)).toBe(true)
    expect(replies.filter(({ statusCode }) => statusCode === 503).every(({ headers }) => headers['retry-after'])).toBe(
      true,
    )
  })

  it('has one password verified, at the same cost, and gets one sentence, whatever the reason', async () => {
    await insertAgent(server.db, CLIENT, { loginId: 'HOLDER' })
    await insertAgent(server.db, CLIENT, { loginId: 'LOCKED', locked: true })
    await insertAgent(server.db, CLIENT, { loginId: 'INACTIVE', active: false })
    await insertAgent(server.db, OTHER_CLIENT, { loginId: 'ELSEWHERE' })
    const user = { agent: false, userName: 'manager' }
    for (let i = 0; i < 5; i++) await signIn({ ...user, userName: 'superuser' })
    const reasons = [
      { userName: 'HOLDER' },
      user,
      { userName: 'NOBODY' },
      { ...user, userName: 'nobody' },
      { ...user, clientName: 'NOWHERE' },
      { userName: 'ELSEWHERE', password: PASSWORD },
      { userName: 'LOCKED', password: PASSWORD },
      { userName: 'INACTIVE', password: PASSWORD },
      { ...user, userName: 'superuser', password: PASSWORD },
    ]
    const seen = new Set<string>()
    for (const reason of reasons) {
      vi.mocked(verify).mockClear()
      const { statusCode, body } = await signIn(reason)
      const costs = vi.mocked(verify).mock.calls.map(([hash]) => String(hash).split('$').slice(1, 4).join('$'))
      seen.add(JSON.stringify({ statusCode, body, costs }))
    }
    expect([...seen]).toEqual([
      JSON.stringify({
        statusCode: 401,
        body: JSON.stringify({
          code: 401,
          message: 'The client, the user name or the password is wrong, or the account is locked.',
        }),
        costs: ['argon2id$v=19$m=8,t=1,p=1'],
      }),
    ])
  })
})
