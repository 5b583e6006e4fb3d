import { beforeEach, describe, expect, it } from 'vitest'
import type { Change } from '#contract/history.ts'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { insertAgent, insertUser, PASSWORD } from '#server/testing/fixtures.ts'
import { CLIENT, OTHER_CLIENT } from '#server/testing/server.ts'

const server = serverForEachTest()
let agent: number

beforeEach(async () => {
  agent = await insertAgent(server.db, CLIENT, { loginId: 'HOLDER' })
})

async function history(filter = '', session?: string): Promise<Change[]> {
  const { body } = await server.send('GET', `/dashboard/changes?count=50${filter}`, session ? { session } : {})
  return (body as { change: Change[] }).change
}

const setPhone = (phone: string, session: string) =>
  server.send('PUT', `/configuration/agents/${agent}`, { body: { phone }, session })

const idOf = async (userName: string, client = CLIENT) =>
  (
    await server.db
      .selectFrom('user_account')
      .select('id')
      .where('client_id', '=', client)
      .where('user_name', '=', userName)
      .executeTakeFirstOrThrow()
  ).id

describe('who made a change', () => {
  it('is told from another of the same name in another client, who acts here as well', async () => {
    const elsewhere = await insertUser(server.db, OTHER_CLIENT, { userName: 'superuser', role: 'Sysadmin' })
    await setPhone('1', await server.login('superuser'))
    await setPhone('2', await server.login('superuser', { client: OTHER_CLIENT }))
    const [theirs, ours] = await history()
    expect(theirs).toMatchObject({
      by: 'superuser',
      byKind: 'user',
      byId: elsewhere,
      byClient: `Client ${OTHER_CLIENT}`,
    })
    expect(ours).toMatchObject({ by: 'superuser', byKind: 'user', byId: await idOf('superuser') })
    expect(ours).not.toHaveProperty('byClient')
    expect(await history(`&by=user:${elsewhere}`)).toEqual([theirs])
    expect(await history(`&by=user:${ours?.byId}`)).toEqual([ours])
    expect(await history('&by=superuser')).toHaveLength(2)
  })

  it('is told from an agent of the same name', async () => {
    const named = await insertAgent(server.db, CLIENT, { loginId: 'SUPER-V' })
    const user = await insertUser(server.db, CLIENT, { userName: 'SUPER-V', role: 'Superuser' })
    const body = {
      clientName: `C${CLIENT}`,
      userName: 'super-v',
      password: PASSWORD,
      newPassword: 'my-own-new-1',
      agent: true,
    }
    await server.send('POST', '/session/password', { body, session: null })
    await setPhone('1', await server.login('SUPER-V'))
    expect(await history()).toMatchObject([
      { kind: 'agent-updated', by: 'SUPER-V', byKind: 'user', byId: user },
      { kind: 'agent-password-set', by: 'SUPER-V', byKind: 'agent', byId: named },
    ])
    expect(await history(`&by=agent:${named}`)).toMatchObject([{ kind: 'agent-password-set' }])
    expect(await history(`&by=user:${user}`)).toMatchObject([{ kind: 'agent-updated' }])
  })

  it('is the system, of which nobody has the name', async () => {
    await insertUser(server.db, CLIENT, { userName: 'system', role: 'Superuser' })
    await setPhone('1', await server.login('system'))
    const wrong = { clientName: `C${CLIENT}`, userName: 'HOLDER', password: 'wrong-one-1', agent: true }
    for (let i = 0; i < 5; i++) await server.send('POST', '/session/login', { body: wrong, session: null })
    const [locked] = await history('&by=system:')
    expect(locked).toMatchObject({ kind: 'agent-locked', byKind: 'system' })
    expect(locked).not.toHaveProperty('by')
    expect(await history('&by=system:')).toHaveLength(1)
    expect(await history('&by=system')).toMatchObject([{ kind: 'agent-updated' }])
  })

  it.each(['user:', 'user:-1', 'user:1e3', 'agent:99999999999999999999', 'robot:1'])(
    'is a name where %j stands for nobody',
    async (by) => {
      await setPhone('1', await server.login('manager'))
      expect(await server.send('GET', `/dashboard/changes?count=50&by=${by}`)).toMatchObject({
        status: 200,
        body: { change: [] },
      })
    },
  )
})
