import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { WRONG_OWN_PASSWORD, type OwnSession } from '#contract/own-account.ts'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { insertAgent, PASSWORD } from '#server/testing/fixtures.ts'
import { CLIENT } from '#server/testing/server.ts'

const MINUTE = 60_000
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0'

const server = serverForEachTest()

/** A browser: it keeps the cookie that it was given last. */
async function openBrowser({ userName = 'teamlead', userAgent = FIREFOX, from = '192.0.2.7' } = {}) {
  let token = ''
  const send = async (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) => {
    const reply = await server.app.inject({
      method,
      url,
      remoteAddress: from,
      headers: { 'user-agent': userAgent },
      cookies: { 'agent-console-session-80': token },
      ...(payload && { payload }),
    })
    token = reply.cookies[0]?.value ?? token
    return { status: reply.statusCode, body: reply.body === '' ? undefined : reply.json<unknown>() }
  }
  await send('POST', '/dashboard/session', { clientName: `C${CLIENT}`, userName, password: PASSWORD })
  return {
    send,
    token: () => token,
    isSignedIn: async () => (await send('GET', '/dashboard/session')).status === 200,
    sessions: async () => ((await send('GET', '/dashboard/own-sessions')).body as { session: OwnSession[] }).session,
    changePassword: (password: string, newPassword: string) =>
      send('POST', '/dashboard/own-password', { password, newPassword }),
  }
}

const wrong = { status: 400, body: { code: 202, message: `Invalid password [${WRONG_OWN_PASSWORD}]` } }

const kinds = async () => (await server.db.selectFrom('change').select('kind').execute()).map(({ kind }) => kind)

describe('one’s own password', () => {
  it('is changed by who knows it: all sessions end, and the browser that asked has a new one', async () => {
    const [here, elsewhere, colleague] = [
      await openBrowser(),
      await openBrowser(),
      await openBrowser({ userName: 'manager' }),
    ]
    const before = here.token()
    expect(await here.changePassword(PASSWORD, 'my-new-one-1')).toEqual({ status: 204 })
    expect(here.token()).not.toBe(before)
    expect(await here.isSignedIn()).toBe(true)
    expect(await elsewhere.isSignedIn()).toBe(false)
    expect(await colleague.isSignedIn()).toBe(true)
    expect(await server.send('GET', '/configuration/agents/info', { session: before })).toMatchObject({ status: 401 })
    expect(await here.sessions()).toHaveLength(1)
    expect(await server.login('teamlead').catch((error: unknown) => error)).toBeInstanceOf(Error)
    const rows = await server.db.selectFrom('change').selectAll().execute()
    expect(rows).toMatchObject([{ kind: 'user-password-set', user_name: 'teamlead', by_name: 'teamlead' }])
    expect(JSON.stringify(rows)).not.toMatch(/my-new-one|argon2/)
  })

  it.each([
    ['short-1', 'Invalid newPassword [Password must be at least 8 characters long]'],
    ['no-digit-here', 'Invalid newPassword [Password must contain at least 1 digit]'],
    ['12345678', 'Invalid newPassword [Password is too common: choose one that is harder to guess]'],
    [PASSWORD, 'Invalid newPassword [Password must not be one of the last 4 passwords]'],
  ])('does not become %s', async (newPassword, message) => {
    const browser = await openBrowser()
    expect(await browser.changePassword(PASSWORD, newPassword)).toEqual({ status: 400, body: { code: 202, message } })
    expect(await browser.isSignedIn()).toBe(true)
    expect(await kinds()).toEqual([])
  })

  it('is asked for: five wrong ones lock the account, and say no more; the session is as good as before', async () => {
    const browser = await openBrowser()
    for (let i = 0; i < 5; i++) expect(await browser.changePassword(`wrong-${i}`, 'my-new-one-1')).toEqual(wrong)
    // The right one is of no use now, here or at the sign-in.
    expect(await browser.changePassword(PASSWORD, 'my-new-one-1')).toEqual(wrong)
    await expect(server.login('teamlead')).rejects.toThrow('cannot sign in')
    expect(await browser.isSignedIn()).toBe(true)
    expect(await kinds()).toEqual(['user-locked'])

    server.clock.now += 15 * MINUTE + 1
    expect(await browser.changePassword(PASSWORD, 'my-new-one-1')).toEqual({ status: 204 })
  })

  it('is not for an agent to change here', async () => {
    await insertAgent(server.db, CLIENT, { loginId: 'A' })
    const session = await server.login('A', { agent: true })
    const body = { password: PASSWORD, newPassword: 'my-new-one-1' }
    expect(await server.send('POST', '/dashboard/own-password', { session, body })).toMatchObject({ status: 403 })
  })

  it('changed through the session API is in the history too', async () => {
    const body = { clientName: `C${CLIENT}`, userName: 'teamlead', password: PASSWORD, newPassword: 'my-new-one-1' }
    await server.send('POST', '/session/password', { session: null, body })
    const rows = await server.db.selectFrom('change').selectAll().execute()
    expect(rows).toMatchObject([{ kind: 'user-password-set', user_name: 'teamlead', by_name: 'teamlead' }])
  })
})

describe('one’s own sessions', () => {
  it('say when, from where and with what, the last used at the front, and which is this', async () => {
    const first = await openBrowser({ from: '192.0.2.1' })
    const began = server.clock.now
    server.clock.now += 10 * MINUTE
    await openBrowser({ from: '192.0.2.2', userAgent: 'curl/8.5.0' })
    await openBrowser({ userName: 'manager' })
    server.clock.now += 10 * MINUTE
    expect(await first.sessions()).toEqual([
      {
        id: expect.any(String),
        createdAt: began,
        lastUsedAt: server.clock.now,
        address: '192.0.2.1',
        browser: 'Firefox on Windows',
        current: true,
      },
      {
        id: expect.any(String),
        createdAt: began + 10 * MINUTE,
        lastUsedAt: began + 10 * MINUTE,
        address: '192.0.2.2',
        browser: 'curl',
        current: false,
      },
    ])
  })

  it('are called by an id that is no token, nor its hash, and opens nothing', async () => {
    const browser = await openBrowser()
    const [session] = await browser.sessions()
    const hash = createHash('sha256').update(browser.token()).digest('base64url')
    expect([browser.token(), hash]).not.toContain(session?.id)
    expect(await server.send('GET', '/dashboard/session', { session: session?.id ?? '' })).toMatchObject({
      status: 401,
    })
    expect(await server.send('GET', `/session/validate/${session?.id}`, { session: null })).toMatchObject({
      status: 404,
    })
  })

  it('are ended one by one, or all but this', async () => {
    const [here, second, third, fourth] = [
      await openBrowser(),
      await openBrowser(),
      await openBrowser(),
      await openBrowser(),
    ]
    const [ofSecond] = (await second.sessions()).filter(({ current }) => current)
    expect(await here.send('DELETE', `/dashboard/own-sessions/${ofSecond?.id}`)).toEqual({ status: 204 })
    expect(await here.send('DELETE', `/dashboard/own-sessions/${ofSecond?.id}`)).toMatchObject({ status: 404 })
    expect([await second.isSignedIn(), await third.isSignedIn()]).toEqual([false, true])
    expect(await here.send('DELETE', '/dashboard/own-sessions')).toEqual({ status: 204 })
    expect([await here.isSignedIn(), await third.isSignedIn(), await fourth.isSignedIn()]).toEqual([true, false, false])
  })

  it('are nobody else’s to end', async () => {
    const [mine, theirs] = [await openBrowser(), await openBrowser({ userName: 'manager' })]
    const [ofTheirs] = await theirs.sessions()
    expect(await mine.send('DELETE', `/dashboard/own-sessions/${ofTheirs?.id}`)).toMatchObject({ status: 404 })
    expect(await mine.send('DELETE', '/dashboard/own-sessions')).toEqual({ status: 204 })
    expect(await theirs.isSignedIn()).toBe(true)
  })

  it('that have ended are not among them', async () => {
    await openBrowser()
    server.clock.now += 121 * MINUTE
    expect(await (await openBrowser()).sessions()).toHaveLength(1)
  })

  it('without a word of what they are used with are listed all the same', async () => {
    const browser = await openBrowser({ userAgent: '' })
    expect((await browser.sessions())[0]).not.toHaveProperty('browser')
  })
})
