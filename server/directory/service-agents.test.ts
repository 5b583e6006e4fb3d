import { beforeEach, expect, it } from 'vitest'
import { MAX_COUNT } from '#contract/agent-question.ts'
import { insertMany } from '#server/database/insert-many.ts'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { insertAgent, insertCallCenter, insertService } from '#server/testing/fixtures.ts'
import { CLIENT, OTHER_CLIENT } from '#server/testing/server.ts'

const server = serverForEachTest()

beforeEach(async () => {
  await insertCallCenter(server.db, CLIENT, 10)
  for (const id of [100, 101]) await insertService(server.db, CLIENT, { id, callCenter: 10 })
  await insertCallCenter(server.db, OTHER_CLIENT, 20)
  await insertService(server.db, OTHER_CLIENT, { id: 110, callCenter: 20 })
})

const count = async () => (await server.send('GET', '/dashboard/service-agents')).body

it('counts the agents of every service, whatever writes came before', async () => {
  const agent = await insertAgent(server.db, CLIENT, { loginId: 'ONE', services: [100] })
  await insertAgent(server.db, CLIENT, { loginId: 'TWO', services: [100], active: false })
  await insertAgent(server.db, OTHER_CLIENT, { loginId: 'ELSEWHERE', services: [110] })
  const with100 = (agents: number) => ({
    service: [
      { id: 100, agents, more: false },
      { id: 101, agents: 0, more: false },
    ],
  })
  expect(await count()).toEqual(with100(2))
  await server.send('DELETE', `/configuration/agents/${agent}/services/100`)
  expect(await count()).toEqual(with100(1))
})

it('counts to ten thousand, and says that there are more', async () => {
  const first = await insertAgent(server.db, CLIENT, { loginId: 'A' })
  const all = Array.from({ length: MAX_COUNT + 1 }, (_, i) => ({ id: first + i, login_id: `A${i}` }))
  const {
    id: _id,
    login_id: _loginId,
    ...columns
  } = await server.db.selectFrom('agent').selectAll().where('id', '=', first).executeTakeFirstOrThrow()
  await insertMany(
    server.db,
    'agent',
    all.slice(1).map((row) => ({ ...columns, ...row })),
  )
  await insertMany(
    server.db,
    'agent_service',
    all.map(({ id, login_id }) => ({ client_id: CLIENT, agent_id: id, service_id: 101, login_id })),
  )
  expect(await count()).toMatchObject({ service: [{}, { id: 101, agents: MAX_COUNT, more: true }] })
})

it('tells the client of a service to who may act there, and to others it is as if it were not there', async () => {
  const sysadmin = { session: await server.login('sysadmin') }
  const path = '/dashboard/services/110/client'
  expect(await server.send('GET', path, sysadmin)).toEqual({ status: 200, body: { client: OTHER_CLIENT } })
  expect(await server.send('GET', path)).toMatchObject({ status: 404, body: { message: 'Service not found [ID:110]' } })
})
