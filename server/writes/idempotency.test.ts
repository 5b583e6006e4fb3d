import { describe, expect, it } from 'vitest'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { CLIENT, type SendOptions } from '#server/testing/server.ts'

const server = serverForEachTest()

const agent = {
  clientId: CLIENT,
  loginId: 'ONCE',
  firstName: 'Ann',
  lastName: 'Example',
  password: 'A12345678',
  phone: '1',
  wrapUpTime: -1,
  homeAgent: true,
  active: true,
}

const create = (key: string, more: SendOptions = {}) =>
  server.send('POST', '/configuration/agents', { body: agent, headers: { 'idempotency-key': key }, ...more })

const createSkill = (key: string | undefined, name: string) =>
  server.send('POST', '/configuration/agents/skills', {
    body: { name },
    ...(key !== undefined && { headers: { 'idempotency-key': key } }),
  })

const kinds = async () => (await server.db.selectFrom('change').select('kind').execute()).map(({ kind }) => kind)

describe('Idempotency-Key', () => {
  it('answers the second request as the first, and does nothing', async () => {
    const first = await create('k1')
    expect(first).toMatchObject({ status: 201 })
    expect(await create('k1')).toEqual(first)
    expect(await kinds()).toEqual(['agent-created'])
    expect(await server.send('GET', '/configuration/agents/info')).toMatchObject({ body: { size: 1 } })
    // Without it, the same is refused: the test can fail.
    expect(await server.send('POST', '/configuration/agents', { body: agent })).toMatchObject({ status: 409 })
  })

  it('has one effect when twenty come at once', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => createSkill('k1', 'ONCE')))
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1)
    expect(replies[0]).toMatchObject({ status: 201 })
    expect(await kinds()).toEqual(['skill-created'])
  })

  it('is each caller’s own', async () => {
    await createSkill('k1', 'ONCE')
    const session = await server.login('superuser')
    expect(await create('k1', { session })).toMatchObject({ status: 201 })
  })

  it('refuses another request under the same key, and a key that is none', async () => {
    await createSkill('k1', 'ONCE')
    expect(await createSkill('k1', 'TWICE')).toMatchObject({ status: 409 })
    for (const bad of ['', 'x'.repeat(256), 'a b'])
      expect(await createSkill(bad, 'TWICE')).toMatchObject({ status: 400 })
  })

  it('is free again when the first request was refused, and after a day', async () => {
    await createSkill(undefined, 'TAKEN')
    expect(await createSkill('k1', 'TAKEN')).toMatchObject({ status: 409 })
    expect(await createSkill('k1', 'FREE')).toMatchObject({ status: 201 })
    server.clock.now += 25 * 60 * 60 * 1000
    const session = await server.login('manager')
    const other = { body: { name: 'LATER' }, headers: { 'idempotency-key': 'k1' }, session }
    expect(await server.send('POST', '/configuration/agents/skills', other)).toMatchObject({ status: 201 })
  })

  it('keeps nothing of a password', async () => {
    await create('k1')
    const { request: kept } = await server.db.selectFrom('idempotency_key').select('request').executeTakeFirstOrThrow()
    expect(await create('k1', { body: { ...agent, password: 'B12345678' } })).toMatchObject({ status: 201 })
    expect(await server.db.selectFrom('idempotency_key').select('request').execute()).toEqual([{ request: kept }])
  })
})
