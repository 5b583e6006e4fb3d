import { describe, expect, it } from 'vitest'
import { CONSOLE_USER } from '#contract/console-user.ts'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { insertAgent, PASSWORD } from '#server/testing/fixtures.ts'
import { CLIENT, OTHER_CLIENT } from '#server/testing/server.ts'

const server = serverForEachTest()

/** A browser with one session, whose pages may each belong to somebody else. */
async function signIn(userName: string, client = CLIENT) {
  const payload = { clientName: `C${client}`, userName, password: PASSWORD }
  const reply = await server.app.inject({ method: 'POST', url: '/dashboard/session', payload })
  const cookie = String(reply.headers['set-cookie']).split(';')[0] ?? ''
  const { id } = reply.json<{ id: number }>()
  return { cookie, user: `${client}:${id}` }
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

async function send(method: Method, url: string, headers: Record<string, string>, payload?: object) {
  const reply = await server.app.inject({ method, url, headers, ...(payload && { payload }) })
  return { status: reply.statusCode, user: reply.headers['console-user'], body: reply.body }
}

const list = '/configuration/agents?count=1&offset=0'

describe('a reply', () => {
  it.each([
    ['GET', list],
    ['GET', '/dashboard/session'],
    ['GET', '/configuration/agents/999999'],
    ['PUT', '/configuration/agents/999999'],
  ] as const)('names the user of its session: %s %s', async (method, url) => {
    const { cookie, user } = await signIn('manager')
    expect(await send(method, url, { cookie })).toMatchObject({ user })
  })

  it('names nobody without a session, and no agent', async () => {
    expect(await send('GET', list, {})).toMatchObject({ status: 401, user: undefined })
    await insertAgent(server.db, CLIENT, { loginId: 'AGENT' })
    const session = await server.login('AGENT', { agent: true })
    expect(await send('GET', list, { 'lv-session': session })).toMatchObject({ status: 200, user: undefined })
  })
})

describe('a request of another user’s page', () => {
  it.each([
    ['in the same client', CLIENT, 'superuser'],
    ['of another client and the same name', OTHER_CLIENT, 'manager'],
  ])('is refused and does nothing: %s', async (_, client, userName) => {
    const id = await insertAgent(server.db, CLIENT, { loginId: 'AGENT', phone: '1' })
    const page = await signIn('manager')
    const { cookie, user } = await signIn(userName, client)
    const headers = { cookie, [CONSOLE_USER]: page.user }
    for (const [method, url, body] of [
      ['GET', list],
      ['PUT', `/configuration/agents/${id}`, { phone: '2' }],
      ['DELETE', `/configuration/agents/${id}`],
      ['POST', '/dashboard/session', { clientName: `C${CLIENT}`, userName: 'manager', password: PASSWORD }],
      ['DELETE', '/dashboard/session'],
      ['DELETE', '/dashboard/own-sessions'],
      ['GET', '/dashboard/demo-accounts'],
    ] as const)
      expect(await send(method, url, headers, body), `${method} ${url}`).toMatchObject({ status: 409, user })
    // Neither was signed out.
    for (const session of [page, { cookie, user }])
      expect(await send('GET', '/dashboard/session', { cookie: session.cookie })).toMatchObject({ user: session.user })
    const agent = await server.send('GET', `/configuration/agents/${id}`)
    expect(agent).toMatchObject({ status: 200, body: { phone: '1' } })
  })

  it.each(['', 'manager', '4199', '4199:', '0:0', '4199:1 '])('is refused where it names %j', async (named) => {
    const { cookie } = await signIn('superuser')
    expect(await send('GET', list, { cookie, [CONSOLE_USER]: named })).toMatchObject({ status: 409 })
  })

  it('is refused with an API session, too', async () => {
    const session = await server.login('manager')
    expect(await send('GET', list, { 'lv-session': session, [CONSOLE_USER]: '1:1' })).toMatchObject({ status: 409 })
  })
})

it('permits nothing: without a session it is none', async () => {
  const { user } = await signIn('manager')
  expect(await send('GET', list, { [CONSOLE_USER]: user })).toMatchObject({ status: 401 })
  expect(await send('DELETE', '/dashboard/session', { [CONSOLE_USER]: user })).toMatchObject({ status: 204 })
})

it('lets the page’s own user do what they may, in whichever session', async () => {
  const first = await signIn('manager')
  const second = await signIn('manager')
  expect(await send('GET', list, { cookie: second.cookie, [CONSOLE_USER]: first.user })).toMatchObject({ status: 200 })
  const signOut = { cookie: second.cookie, [CONSOLE_USER]: first.user }
  expect(await send('DELETE', '/dashboard/session', signOut)).toMatchObject({ status: 204 })
  expect(await send('GET', list, { cookie: second.cookie })).toMatchObject({ status: 401 })
})
