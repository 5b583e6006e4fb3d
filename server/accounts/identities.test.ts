import { beforeEach, expect, it } from 'vitest'
import { ADMINISTER_AGENTS } from '#contract/access.ts'
import { createAccounts } from '#server/accounts/local-accounts.ts'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { insertCallCenter, insertService, insertUser } from '#server/testing/fixtures.ts'
import { CLIENT } from '#server/testing/server.ts'

const server = serverForEachTest()
let user: number

beforeEach(async () => {
  await insertCallCenter(server.db, CLIENT, 10)
  await insertService(server.db, CLIENT, { id: 100, callCenter: 10 })
  user = await insertUser(server.db, CLIENT, { userName: 'limited', role: 'Manager', powers: [ADMINISTER_AGENTS] })
})

const identityOf = () => createAccounts({ db: server.db, clock: () => server.clock.now }).identityOf(user)

it('a user without a session has the rights of this moment', async () => {
  const all = {
    kind: 'user',
    id: user,
    name: 'limited',
    clientId: CLIENT,
    role: 'Manager',
    powers: [ADMINISTER_AGENTS],
    services: undefined,
  }
  expect(await identityOf()).toEqual(all)
  const session = await server.login('superuser')
  const body = { administersAgents: false, allServices: false, services: [100] }
  expect(await server.send('PUT', `/dashboard/users/${user}`, { body, session })).toEqual({ status: 204 })
  expect(await identityOf()).toEqual({ ...all, powers: [], services: new Set([100]) })
})

it('a user who is not active, or is none, has no rights', async () => {
  const session = await server.login('superuser')
  await server.send('PUT', `/dashboard/users/${user}`, { body: { active: false }, session })
  expect(await identityOf()).toBeUndefined()
  user = 999_999
  expect(await identityOf()).toBeUndefined()
})
