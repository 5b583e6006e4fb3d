import { describe, expect, it } from 'vitest'
import { listUsers, replacePassword, unlock } from '#server/maintenance/users.ts'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { insertUser, PASSWORD } from '#server/testing/fixtures.ts'
import { CLIENT, OTHER_CLIENT } from '#server/testing/server.ts'

const MINUTE = 60_000
const ROOT = { name: 'sysadmin', client: `c${CLIENT}` }

const server = serverForEachTest()

const signIn = async (password = PASSWORD, from = '192.0.2.1') =>
  (
    await server.app.inject({
      method: 'POST',
      url: '/session/login',
      payload: { clientName: `C${CLIENT}`, userName: 'sysadmin', password },
      remoteAddress: from,
    })
  ).statusCode

const changes = () =>
  server.db.selectFrom('change').select(['kind', 'by_kind', 'by_name', 'address', 'user_name']).orderBy('id').execute()

const bySystem = { by_kind: 'system', by_name: null, address: 'localhost', user_name: 'sysadmin' }

describe('on the machine itself', () => {
  it('a user is unlocked, which the history says the system did', async () => {
    for (let i = 0; i < 5; i++) await signIn('wrong-one-1')
    expect(await signIn()).toBe(401)
    await unlock(server.db, ROOT, server.clock.now)
    expect(await signIn()).toBe(200)
    expect(await changes()).toMatchObject([{ kind: 'user-locked' }, { kind: 'user-unlocked', ...bySystem }])
  })

  it('a user is given a password: their sessions end, and they sign in at once', async () => {
    const session = await server.login('sysadmin')
    for (let i = 0; i < 5; i++) await signIn('wrong-one-1')
    await replacePassword(server.db, ROOT, 'from-the-machine-1', server.clock.now)
    expect(await server.send('GET', '/configuration/agents/info', { session })).toMatchObject({ status: 401 })
    expect(await signIn('from-the-machine-1')).toBe(200)
    expect(await signIn()).toBe(401)
    const rows = await changes()
    expect(rows.slice(1)).toMatchObject([
      { kind: 'user-password-set', ...bySystem },
      { kind: 'user-unlocked', ...bySystem },
    ])
    expect(JSON.stringify(rows)).not.toContain('from-the-machine')
  })

  it.each([
    ['short-1', /at least 8 characters/],
    ['no-digit-here', /at least 1 digit/],
    ['password123', /too common/],
    [PASSWORD, /must not be one of the last 4/],
  ])('no user is given the password %s', async (password, reason) => {
    const session = await server.login('sysadmin')
    await expect(replacePassword(server.db, ROOT, password, server.clock.now)).rejects.toThrow(reason)
    expect(await server.send('GET', '/configuration/agents/info', { session })).toMatchObject({ status: 200 })
    expect(await changes()).toEqual([])
  })

  it.each([
    [{ name: 'nobody', client: `C${CLIENT}` }, `There is no user nobody in C${CLIENT}.`],
    [{ name: 'SysAdmin', client: `C${CLIENT}` }, `There is no user SysAdmin in C${CLIENT}, but sysadmin.`],
    [{ name: 'sysadmin', client: `C${OTHER_CLIENT}` }, `There is no user sysadmin in C${OTHER_CLIENT}.`],
    [{ name: 'sysadmin', client: 'NOWHERE' }, 'There is no client NOWHERE.'],
  ])('%j is told apart from who is there', async (named, message) => {
    const refusal = { name: 'Refused', message }
    await expect(unlock(server.db, named, 0)).rejects.toMatchObject(refusal)
    await expect(replacePassword(server.db, named, 'from-the-machine-1', 0)).rejects.toMatchObject(refusal)
  })

  it('users are listed, of one client or of all, with who is locked and who is not active', async () => {
    for (let i = 0; i < 5; i++) await signIn('wrong-one-1')
    await insertUser(server.db, OTHER_CLIENT, { userName: 'gone', role: 'Manager' })
    await server.db.updateTable('user_account').set({ active: 0 }).where('user_name', '=', 'gone').execute()
    expect(await listUsers(server.db, `c${OTHER_CLIENT}`, server.clock.now)).toEqual([
      { client: `C${OTHER_CLIENT}`, name: 'gone', role: 'Manager', active: false },
      { client: `C${OTHER_CLIENT}`, name: 'manager', role: 'Manager', active: true },
    ])
    const all = await listUsers(server.db, undefined, server.clock.now)
    expect(all).toHaveLength(7)
    expect(all.filter(({ lockedUntil }) => lockedUntil !== undefined)).toEqual([
      {
        client: `C${CLIENT}`,
        name: 'sysadmin',
        role: 'Sysadmin',
        active: true,
        lockedUntil: server.clock.now + 15 * MINUTE,
      },
    ])
  })
})
