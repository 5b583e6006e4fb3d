import { beforeEach, describe, expect, it } from 'vitest'
import type { Change } from '#contract/history.ts'
import { sentenceOf } from '#contract/refusals.ts'
import { SIGN_IN_KNOWN_FOR_DAYS, type NewUser, type User, type UserUpdate } from '#contract/users.ts'
import { createAccounts } from '#server/accounts/local-accounts.ts'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { insertAgent, insertCallCenter, insertService, insertUser, PASSWORD } from '#server/testing/fixtures.ts'
import { CLIENT, OTHER_CLIENT } from '#server/testing/server.ts'

const MINUTE = 60_000

const server = serverForEachTest()
let sysadmin: string
let superuser: string

beforeEach(async () => {
  sysadmin = await server.login('sysadmin')
  superuser = await server.login('superuser')
  await insertCallCenter(server.db, CLIENT, 10)
  // One that cannot be assigned to an agent is permitted like any other.
  for (const id of [100, 101, 102])
    await insertService(server.db, CLIENT, { id, callCenter: 10, acdFeatureCode: id === 102 ? 0 : 6 })
})

async function list(session = sysadmin, client = CLIENT): Promise<User[]> {
  const { body } = await server.send('GET', `/dashboard/users?client=${client}&count=100&offset=0`, { session })
  return (body as { user: User[] }).user
}

async function userCalled(userName: string): Promise<User> {
  const user = (await list()).find((row) => row.userName === userName)
  if (!user) throw new Error(`there is no user ${userName}`)
  return user
}

const newUser = (more: Partial<NewUser> = {}): NewUser => ({
  userName: 'new',
  role: 'Manager',
  administersAgents: true,
  allServices: true,
  services: [],
  active: true,
  password: 'new-password-1',
  ...more,
})

const create = (body: object, session = sysadmin) => server.send('POST', '/dashboard/users', { session, body })

const update = async (userName: string, body: object, session = sysadmin) =>
  server.send('PUT', `/dashboard/users/${(await userCalled(userName)).id}`, { session, body })

const signIn = (userName: string, password = PASSWORD) =>
  server.send('POST', '/session/login', { session: null, body: { clientName: `C${CLIENT}`, userName, password } })

async function changes(session = sysadmin, query = ''): Promise<Change[]> {
  const { body } = await server.send('GET', `/dashboard/changes?count=100${query}`, { session })
  return (body as { change: Change[] }).change
}

const refused = (reason: 'ownRole' | 'ownActive' | 'ownPassword' | 'ownSessions') => ({
  status: 409,
  body: { code: 409, message: sentenceOf({ reason }) },
})

describe('the list of users', () => {
  it('has every user of the client with what they may do, by name', async () => {
    await insertUser(server.db, CLIENT, { userName: 'east', role: 'Manager', services: [101, 100] })
    const all = await list()
    expect(all.map(({ userName }) => userName)).toEqual([
      'east',
      'ituser',
      'manager',
      'superuser',
      'sysadmin',
      'teamlead',
    ])
    expect(all[0]).toEqual({
      id: expect.any(Number),
      userName: 'east',
      role: 'Manager',
      administersAgents: false,
      allServices: false,
      services: [100, 101],
      active: true,
      passwordLastModified: 0,
      self: false,
    })
    expect(all[2]).toMatchObject({ administersAgents: true, allServices: true, services: [] })
    expect(all.filter(({ self }) => self).map(({ userName }) => userName)).toEqual(['sysadmin'])
  })

  it('is read page by page', async () => {
    const page = await server.send('GET', '/dashboard/users?count=4&offset=4', { session: sysadmin })
    expect(page.body).toMatchObject({ user: [{ userName: 'teamlead' }], next: null })
    const first = await server.send('GET', '/dashboard/users?count=4&offset=0', { session: sysadmin })
    expect(first.body).toMatchObject({ next: 'dashboard/users/?offset=4&count=4' })
  })

  it('is another client’s for a Sysadmin alone', async () => {
    expect((await list(sysadmin, OTHER_CLIENT)).map(({ userName }) => userName)).toEqual(['manager'])
    const url = `/dashboard/users?client=${OTHER_CLIENT}&count=9&offset=0`
    expect(await server.send('GET', url, { session: superuser })).toMatchObject({ status: 403 })
  })
})

describe('a Superuser', () => {
  it('neither sees nor touches a Sysadmin', async () => {
    expect((await list(superuser)).map(({ userName }) => userName)).not.toContain('sysadmin')
    const { id } = await userCalled('sysadmin')
    for (const body of [{ active: false }, { password: 'another-one-1' }, { unlock: true }, { role: 'Manager' }])
      expect(await server.send('PUT', `/dashboard/users/${id}`, { session: superuser, body })).toEqual({
        status: 404,
        body: { code: 203, message: `User not found [ID:${id}]` },
      })
    expect(await userCalled('sysadmin')).toMatchObject({ active: true, role: 'Sysadmin' })
    expect(await signIn('sysadmin')).toMatchObject({ status: 200 })
  })

  it('makes no Sysadmin, and every other role', async () => {
    const forbidden = { status: 403, body: { code: 403, message: sentenceOf({ reason: 'onlyBySysadmin' }) } }
    expect(await create(newUser({ role: 'Sysadmin' }), superuser)).toEqual(forbidden)
    expect(await update('manager', { role: 'Sysadmin' }, superuser)).toEqual(forbidden)
    expect(await create(newUser({ role: 'Superuser' }), superuser)).toMatchObject({ status: 201 })
    expect(await update('manager', { role: 'IT User' }, superuser)).toEqual({ status: 204 })
  })

  it('who is limited to some services gives and takes no others, and makes nobody free of limits', async () => {
    await insertUser(server.db, CLIENT, { userName: 'limited', role: 'Superuser', services: [100] })
    await insertUser(server.db, CLIENT, { userName: 'east', role: 'Manager', services: [101] })
    const session = await server.login('limited')
    expect(await create(newUser(), session)).toMatchObject({ status: 403 })
    expect(await create(newUser({ allServices: false, services: [101] }), session)).toMatchObject({ status: 403 })
    expect(await create(newUser({ allServices: false, services: [100] }), session)).toMatchObject({ status: 201 })
    for (const body of [{ allServices: true }, { services: [100] }, { services: [101, 102] }])
      expect(await update('east', body, session)).toMatchObject({ status: 403 })
    expect(await update('limited', { allServices: true }, session)).toMatchObject({ status: 403 })
    await insertUser(server.db, CLIENT, { userName: 'west', role: 'Manager', services: [] })
    expect(await update('west', { services: [101, 100] }, session)).toMatchObject({ status: 403 })
    expect(await update('west', { services: [100] }, session)).toEqual({ status: 204 })
    expect(await userCalled('west')).toMatchObject({ services: [100] })
  })
})

describe('a new user', () => {
  it('signs in, and does what they were made for', async () => {
    const { status, body } = await create(newUser({ allServices: false, services: [102, 100] }))
    expect(status).toBe(201)
    expect(await userCalled('new')).toMatchObject({ ...(body as object), services: [100, 102] })
    const reply = await signIn('new', 'new-password-1')
    expect(reply.status).toBe(200)
    const { sessionId: session } = reply.body as { sessionId: string }
    const agent = await insertAgent(server.db, CLIENT, { loginId: 'A' })
    expect(await server.send('PUT', `/configuration/agents/${agent}/services/100`, { session })).toEqual({
      status: 204,
    })
    expect(await server.send('PUT', `/configuration/agents/${agent}/services/101`, { session })).toMatchObject({
      status: 403,
    })
  })

  it.each([
    [{ userName: 'manager' }, 409, 'User already exists [userName:manager]'],
    [{ userName: 'MANAGER' }, 409, 'User already exists [userName:MANAGER]'],
    [{ userName: 'ManaGer ' }, 409, 'User already exists [userName:ManaGer]'],
    [{ userName: ' ' }, 400, 'Missing required field [userName]'],
    [{ role: 'Agent' }, 400, 'Invalid role ['],
    [{ password: 'short-1' }, 400, 'Invalid password [Password must be at least 8 characters long]'],
    [{ password: 'no-digit-at-all' }, 400, 'Invalid password [Password must contain at least 1 digit]'],
    [{ password: '12345678' }, 400, 'Invalid password [Password is too common: choose one that is harder to guess]'],
    [{ allServices: false, services: [100, 999] }, 400, 'Service not found [ID:999]'],
    [{ services: [100] }, 400, 'Invalid services [services must be empty for a user who may give and take all]'],
  ])('is refused with %j', async (wrong, status, message) => {
    const before = (await list()).length
    expect(await create(newUser(wrong as Partial<NewUser>))).toMatchObject({
      status,
      body: { message: expect.stringContaining(message) },
    })
    expect(await list()).toHaveLength(before)
    expect(await changes()).toEqual([])
  })

  it('has no name that differs from another in case or in the way it was typed', async () => {
    expect(await create(newUser({ userName: 'Zo\u00eb Stra\u00dfe' }))).toMatchObject({ status: 201 })
    for (const userName of ['Zoe\u0308 Stra\u00dfe', 'ZO\u00cb STRASSE', 'zoe\u0308 strasse'])
      expect(await create(newUser({ userName }))).toMatchObject({ status: 409 })
    expect(await create(newUser({ userName: 'Zoe Strasse' }))).toMatchObject({ status: 201 })
    // Signing in still tells them apart.
    expect(await signIn('Zo\u00eb Stra\u00dfe', 'new-password-1')).toMatchObject({ status: 200 })
    expect(await signIn('zo\u00eb stra\u00dfe', 'new-password-1')).toMatchObject({ status: 401 })
  })

  it('made twice at once under names that are one, is made once', async () => {
    const replies = await Promise.all(['Ann', 'ann', 'ANN'].map((userName) => create(newUser({ userName }))))
    expect(replies.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409, 409])
  })

  it('may have a name that another client has, and is made where a Sysadmin acts', async () => {
    const made = await server.send('POST', `/dashboard/users?client=${OTHER_CLIENT}`, {
      session: sysadmin,
      body: newUser({ userName: 'teamlead' }),
    })
    expect(made.status).toBe(201)
    expect((await list(sysadmin, OTHER_CLIENT)).map(({ userName }) => userName)).toEqual(['manager', 'teamlead'])
    const { id } = made.body as { id: number }
    // A service of the Sysadmin's own client is none of this one's.
    const body = { allServices: false, services: [100] }
    expect(await server.send('PUT', `/dashboard/users/${id}`, { session: sysadmin, body })).toMatchObject({
      status: 400,
    })
    expect(await server.send('PUT', `/dashboard/users/${id}`, { session: superuser, body })).toMatchObject({
      status: 404,
    })
  })
})

describe('a change of a user', () => {
  it('of role and power counts from the next request', async () => {
    const session = await server.login('teamlead')
    const skill = (name: string) => server.send('POST', '/configuration/agents/skills', { session, body: { name } })
    expect(await skill('A')).toMatchObject({ status: 403 })
    expect(await update('teamlead', { administersAgents: true })).toEqual({ status: 204 })
    expect(await skill('A')).toMatchObject({ status: 201 })
    expect(await update('teamlead', { role: 'IT User' })).toEqual({ status: 204 })
    expect(await skill('B')).toMatchObject({ status: 201 })
    // The power of a Manager is not kept for later.
    expect(await update('teamlead', { role: 'Manager' })).toEqual({ status: 204 })
    expect(await skill('C')).toMatchObject({ status: 403 })
  })

  it('of services replaces them all, and notes each', async () => {
    expect(await update('manager', { allServices: false, services: [100, 102] })).toEqual({ status: 204 })
    expect(await update('manager', { services: [101, 102] })).toEqual({ status: 204 })
    expect(await userCalled('manager')).toMatchObject({ allServices: false, services: [101, 102] })
    expect(await update('manager', { allServices: true, services: [101] })).toMatchObject({ status: 400 })
    expect(await update('manager', { allServices: true })).toEqual({ status: 204 })
    expect(await update('manager', { services: [101] })).toMatchObject({ status: 400 })
    expect(await userCalled('manager')).toMatchObject({ allServices: true, services: [] })
    expect(
      (await changes()).map(({ kind, service, before, after }) => [kind, service?.id ?? { ...before, ...after }]),
    ).toEqual([
      ['user-updated', { allServices: true }],
      ['user-service-added', 101],
      ['user-service-removed', 100],
      ['user-service-added', 102],
      ['user-service-added', 100],
      ['user-updated', { allServices: false }],
    ])
  })

  it('that changes nothing, or says nothing, is no change', async () => {
    expect(await update('manager', { role: 'Manager', active: true, unlock: true })).toEqual({ status: 204 })
    expect(await update('manager', {})).toMatchObject({ status: 400 })
    expect(await changes()).toEqual([])
  })
})

describe('an inactive user', () => {
  it('is signed out at once, and kept out with the words for a wrong password', async () => {
    const session = await server.login('manager')
    const read = () => server.send('GET', '/configuration/agents/info', { session })
    expect(await read()).toMatchObject({ status: 200 })
    expect(await update('manager', { active: false })).toEqual({ status: 204 })
    expect(await read()).toMatchObject({ status: 401 })
    expect(await signIn('manager')).toEqual(await signIn('superuser', 'a-wrong-password-1'))
    expect(await update('manager', { active: true })).toEqual({ status: 204 })
    expect(await signIn('manager')).toMatchObject({ status: 200 })
    // Ended sessions stay ended.
    expect(await read()).toMatchObject({ status: 401 })
  })

  it('has no session, not even one that was being opened', async () => {
    const session = await server.login('manager')
    await server.db.updateTable('user_account').set({ active: 0 }).where('user_name', '=', 'manager').execute()
    expect(await server.send('GET', '/configuration/agents/info', { session })).toMatchObject({ status: 401 })
  })
})

it('lists when a user last signed in, for as long as their places are remembered', async () => {
  await signIn('manager')
  const signedIn = server.clock.now
  server.clock.now += 5 * MINUTE
  await signIn('manager', 'wrong')
  expect((await userCalled('manager')).lastSignIn).toBe(signedIn)
  await signIn('manager')
  expect((await userCalled('manager')).lastSignIn).toBe(signedIn + 5 * MINUTE)
  server.clock.now += SIGN_IN_KNOWN_FOR_DAYS * 24 * 60 * MINUTE
  expect((await list(await server.login('sysadmin'))).find(({ userName }) => userName === 'manager')?.lastSignIn).toBe(
    undefined,
  )
})

describe('a locked user', () => {
  const lock = async () => {
    for (let i = 0; i < 5; i++) await signIn('manager', `wrong-${i}`)
  }

  it('is listed as locked until the lock ends, and signs in again once unlocked', async () => {
    await lock()
    expect(await signIn('manager')).toMatchObject({ status: 401 })
    expect((await userCalled('manager')).lockedUntil).toBe(server.clock.now + 15 * MINUTE)
    expect(await update('manager', { unlock: false })).toEqual({ status: 204 })
    expect(await signIn('manager')).toMatchObject({ status: 401 })
    expect(await update('manager', { unlock: true })).toEqual({ status: 204 })
    expect((await userCalled('manager')).lockedUntil).toBeUndefined()
    expect(await signIn('manager')).toMatchObject({ status: 200 })
    expect((await changes()).map(({ kind, user, by }) => [kind, user?.name, by])).toEqual([
      ['user-unlocked', 'manager', 'sysadmin'],
      ['user-locked', 'manager', undefined],
    ])
  })

  it('is free again when the lock has ended by itself', async () => {
    await lock()
    server.clock.now += 15 * MINUTE + 1
    expect((await userCalled('manager')).lockedUntil).toBeUndefined()
    expect(await update('manager', { unlock: true })).toEqual({ status: 204 })
    expect((await changes()).map(({ kind }) => kind)).toEqual(['user-locked'])
  })
})

it('ends all sessions of a user, whose password stays as it is', async () => {
  const sessions = [await server.login('manager'), await server.login('manager')]
  const read = (session: string) => server.send('GET', '/configuration/agents/info', { session })
  expect(await update('manager', { endSessions: false })).toEqual({ status: 204 })
  for (const session of sessions) expect(await read(session)).toMatchObject({ status: 200 })
  expect(await update('manager', { endSessions: true })).toEqual({ status: 204 })
  for (const session of sessions) expect(await read(session)).toMatchObject({ status: 401 })
  expect(await signIn('manager')).toMatchObject({ status: 200 })
  expect(await update('superuser', { endSessions: true }, superuser)).toEqual(refused('ownSessions'))
})

describe('a password that is set for a user', () => {
  it('ends their sessions, is none of the last four, and is in no row of the history', async () => {
    const session = await server.login('manager')
    for (const password of ['first-new-1', 'second-new-1', 'third-new-1'])
      expect(await update('manager', { password })).toEqual({ status: 204 })
    expect(await server.send('GET', '/configuration/agents/info', { session })).toMatchObject({ status: 401 })
    for (const password of [PASSWORD, 'first-new-1', 'second-new-1', 'third-new-1'])
      expect(await update('manager', { password })).toEqual({
        status: 400,
        body: {
          code: 202,
          message: 'Invalid password [Password must not be one of the last 4 passwords]',
        },
      })
    expect(await update('manager', { password: 'fourth-new-1' })).toEqual({ status: 204 })
    expect(await update('manager', { password: PASSWORD })).toEqual({ status: 204 })
    expect(await signIn('manager')).toMatchObject({ status: 200 })
    const rows = await server.db.selectFrom('change').selectAll().execute()
    expect(rows.map(({ kind }) => kind)).toEqual(Array.from({ length: 5 }, () => 'user-password-set'))
    expect(JSON.stringify(rows)).not.toMatch(/-new-1|argon2/)
    expect((await userCalled('manager')).passwordLastModified).toBe(server.clock.now)
  })
})

describe('who administers users', () => {
  it('does not shut themselves out, and is told so', async () => {
    expect(await update('sysadmin', { active: false })).toEqual(refused('ownActive'))
    expect(await update('sysadmin', { role: 'Superuser' })).toEqual(refused('ownRole'))
    expect(await update('superuser', { active: false }, superuser)).toEqual(refused('ownActive'))
    expect(await update('superuser', { role: 'Manager' }, superuser)).toEqual(refused('ownRole'))
    expect(await update('superuser', { password: 'without-asking-1' }, superuser)).toEqual(refused('ownPassword'))
    expect(await changes()).toEqual([])
  })

  it('deactivates and demotes any other Sysadmin while one is left', async () => {
    await insertUser(server.db, CLIENT, { userName: 'second', role: 'Sysadmin' })
    expect(await update('second', { active: false })).toEqual({ status: 204 })
    expect(await update('second', { role: 'Manager' })).toEqual({ status: 204 })
    expect(await update('second', { role: 'Sysadmin', active: true })).toEqual({ status: 204 })
  })

  it('leaves one Sysadmin when the last two demote and deactivate each other at once', async () => {
    // In another client: it is enough that somebody is left with every right everywhere.
    const ids = [
      (await userCalled('sysadmin')).id,
      await insertUser(server.db, OTHER_CLIENT, { userName: 'second', role: 'Sysadmin' }),
    ] as const
    const accounts = createAccounts({ db: server.db, clock: () => server.clock.now })
    const as = async (userName: string, client: number) => {
      const { identity } = (await accounts.identify(await server.login(userName, { client }))) ?? {}
      return (id: number, body: UserUpdate) =>
        accounts.users.updateUser(
          { identity, address: '192.0.2.1', isFromHere: () => false, note: () => undefined },
          { params: { id }, body },
        )
    }
    const wishes: UserUpdate[] = [{ role: 'Manager' }, { active: false }]
    for (const first of wishes)
      for (const second of wishes) {
        // Both were let in as Sysadmins before either had done anything.
        const [updateAsFirst, updateAsSecond] = [await as('sysadmin', CLIENT), await as('second', OTHER_CLIENT)]
        const answers = await Promise.allSettled([updateAsFirst(ids[1], first), updateAsSecond(ids[0], second)])
        expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
        expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
          reason: { status: 409, message: sentenceOf({ reason: 'lastSysadmin' }) },
        })
        const sysadmins = server.db.selectFrom('user_account').where('role', '=', 'Sysadmin').where('active', '=', 1)
        expect(await sysadmins.select('id').execute()).toHaveLength(1)
        const restored = { role: 'Sysadmin', active: 1 } as const
        await server.db.updateTable('user_account').set(restored).where('id', 'in', ids).execute()
      }
  })
})

describe('the history of users', () => {
  it('says who was made what, by whom and from where, before and after', async () => {
    await create(newUser())
    await update('new', { role: 'IT User', active: false })
    const { id } = await userCalled('new')
    const user = { id, name: 'new' }
    expect(await changes(sysadmin, `&user=${id}`)).toMatchObject([
      {
        kind: 'user-updated',
        user,
        by: 'sysadmin',
        address: '127.0.0.1',
        before: { role: 'Manager', administersAgents: true, active: true },
        after: { role: 'IT User', administersAgents: false, active: false },
      },
      {
        kind: 'user-created',
        user,
        by: 'sysadmin',
        after: { userName: 'new', role: 'Manager', administersAgents: true, allServices: true, active: true },
      },
    ])
    expect(await changes(sysadmin, '&kind=user-created')).toHaveLength(1)
  })

  it('is for who administers them, and one’s own; a Superuser sees nothing of a Sysadmin', async () => {
    await insertUser(server.db, CLIENT, { userName: 'second', role: 'Sysadmin' })
    await update('second', { password: 'second-one-1' })
    await update('teamlead', { administersAgents: true })
    await update('manager', { allServices: false })
    const seenBy = async (session: string) => (await changes(session)).map(({ user }) => user?.name)
    expect(await seenBy(sysadmin)).toEqual(['manager', 'teamlead', 'second'])
    expect(await seenBy(superuser)).toEqual(['manager', 'teamlead'])
    expect(await seenBy(await server.login('manager'))).toEqual(['manager'])
    expect(await seenBy(await server.login('ituser'))).toEqual([])
    const [ofSecond] = (await changes()).slice(-1)
    const undo = (session: string) => server.send('POST', `/dashboard/changes/${ofSecond?.id}/undo`, { session })
    expect(await undo(superuser)).toMatchObject({ status: 404 })
    expect(await undo(sysadmin)).toMatchObject({ status: 409 })
  })
})
