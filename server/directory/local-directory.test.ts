import { beforeEach, describe, expect, it } from 'vitest'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { insertAgent, insertSkill } from '#server/testing/fixtures.ts'
import { CLIENT, OTHER_CLIENT } from '#server/testing/server.ts'

const server = serverForEachTest()

beforeEach(async () => {
  await insertSkill(server.db, CLIENT, 200, 'GOLD')
  await insertSkill(server.db, CLIENT, 201, 'UNHELD')
  await insertSkill(server.db, OTHER_CLIENT, 210, 'THEIRS')
})

describe('the client of an object', () => {
  it('is told who may act there, and to others the object is as if it were not there', async () => {
    const agent = await insertAgent(server.db, OTHER_CLIENT, { loginId: 'ELSEWHERE' })
    const sysadmin = { session: await server.login('sysadmin') }
    const agentPath = `/dashboard/agents/${agent}/client`
    expect(await server.send('GET', agentPath, sysadmin)).toMatchObject({ status: 200, body: { client: OTHER_CLIENT } })
    expect((await server.send('GET', '/dashboard/skills/210/client', sysadmin)).body).toEqual({ client: OTHER_CLIENT })
    expect((await server.send('GET', '/dashboard/skills/200/client')).body).toEqual({ client: CLIENT })
    expect(await server.send('GET', agentPath)).toMatchObject({
      status: 404,
      body: { message: `Agent not found [ID:${agent}]` },
    })
  })
})

describe('the clients to choose from', () => {
  it('are all for a Sysadmin, and their own for everybody else', async () => {
    const clients = async (user: string) => {
      const { body } = await server.send('GET', '/dashboard/clients', { session: await server.login(user) })
      return (body as { client: { id: number }[] }).client.map(({ id }) => id)
    }
    expect(new Set(await clients('sysadmin'))).toEqual(new Set([CLIENT, OTHER_CLIENT]))
    expect(await clients('superuser')).toEqual([CLIENT])
  })
})
