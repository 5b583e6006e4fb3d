import { beforeEach, describe, expect, it } from 'vitest'
import { buildApp } from '#server/app.ts'
import { configurationOperations } from '#contract/configuration.ts'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { insertAgent, insertSkill, PASSWORD } from '#server/testing/fixtures.ts'
import { CLIENT } from '#server/testing/server.ts'

const server = serverForEachTest()
let url: string

beforeEach(async () => {
  await insertSkill(server.db, CLIENT, 200, 'GOLD')
  url = `/configuration/agents/${await insertAgent(server.db, CLIENT, { loginId: 'HOLDER' })}`
})

describe('what existing clients send', () => {
  it.each([
    '/configuration/agents/',
    '/configuration//agents',
    '//configuration/agents',
    '/configuration/v6.0/agents',
    '/configuration/v6/agents/',
    '/configuration/Agents',
  ])('%s is the list of agents', async (path) => {
    expect(await server.send('GET', `${path}?offset=0&count=1`)).toMatchObject({ status: 200, body: { next: null } })
  })

  it('ids and booleans as strings, and nulls for what is not given', async () => {
    const body = {
      loginId: 'STRINGS',
      firstName: 'A',
      lastName: 'B',
      password: 'abcdefg1',
      phone: '4321',
      wrapUpTime: '-1',
      homeAgent: 'true',
      active: 'false',
      assignedService: null,
      assignedAgentSkill: [{ id: '200', proficiency: '2' }],
    }
    const { body: created } = await server.send('POST', '/configuration/agents', { body })
    expect(await server.send('GET', `/configuration/agents/${(created as { id: number }).id}`)).toMatchObject({
      body: { wrapUpTime: -1, homeAgent: true, active: false, assignedAgentSkill: [{ id: 200, proficiency: 2 }] },
    })
  })

  it('the string "false" for the agent flag of a login, a version segment and a bearer token', async () => {
    const body = { clientName: `C${CLIENT}`, userName: 'manager', password: PASSWORD, agent: 'false' }
    const headers = { authorization: 'Bearer token', 'lv-access': 'token' }
    expect(await server.send('POST', '/session/v6.0/login', { body, headers, session: null })).toMatchObject({
      status: 200,
    })
  })

  it('PUT and DELETE with a JSON content type and an empty body', async () => {
    expect(await server.send('PUT', `${url}/skills/200?proficiency=1`, { body: '' })).toEqual({ status: 204 })
    expect(await server.send('DELETE', `${url}/skills/200`, { body: '' })).toEqual({ status: 204 })
  })
})

describe('what cannot be answered', () => {
  it('a malformed body', async () => {
    expect(await server.send('POST', '/configuration/agents', { body: '{"loginId":' })).toEqual({
      status: 400,
      body: { code: 202, message: 'Invalid body [it is not valid JSON]' },
    })
    for (const body of ['[]', '"text"', '5', 'null'])
      expect(await server.send('POST', '/configuration/agents', { body })).toMatchObject({
        status: 400,
        body: { code: 202 },
      })
  })

  it('an unknown path, and one that cannot be decoded', async () => {
    expect(await server.send('GET', '/configuration/nothing')).toEqual({
      status: 404,
      body: { code: 404, message: 'No such path [GET /configuration/nothing]' },
    })
    expect(await server.send('GET', '/configuration/agents/%zz')).toMatchObject({ status: 400, body: { code: 202 } })
  })

  it('a method that the path does not have, in the shape before a method is known', async () => {
    const reply = await server.app.inject({ method: 'PATCH', url: '/configuration/agents/5' })
    expect(reply.statusCode).toBe(405)
    expect(reply.headers['allow']).toBe('GET, HEAD, PUT, DELETE, OPTIONS')
    expect(reply.json()).toEqual({ code: 405, message: 'Method not allowed [PATCH; use GET or PUT or DELETE]' })
  })

  it('a body over 128 kB, or not in JSON, in the shape of its method', async () => {
    const body = JSON.stringify({ phone: 'x'.repeat(128 * 1024) })
    expect(await server.send('PUT', url, { body })).toEqual({
      status: 413,
      body: { errorCode: 413, errorMessage: 'Body too large [128 kB at most]' },
    })
    const headers = { 'content-type': 'text/xml' }
    expect(await server.send('PUT', url, { body: '<agent/>', headers })).toMatchObject({
      status: 415,
      body: { errorCode: 415 },
    })
  })

  it('a parameter that is given twice', async () => {
    expect(await server.send('GET', '/configuration/agents?count=1&offset=0&count=2')).toEqual({
      status: 400,
      body: { code: 202, message: 'Invalid count [count must be a whole number]' },
    })
  })

  it('an id that is no id', async () => {
    expect(await server.send('GET', '/configuration/agents/abc')).toEqual({
      status: 400,
      body: { code: 202, message: 'Invalid id [id must be a whole number]' },
    })
  })

  it('a broken server, without a word of its inside', async () => {
    await server.db.schema.dropTable('list_state').execute()
    expect(await server.send('GET', '/configuration/agents/info')).toEqual({
      status: 500,
      body: { code: 500, message: 'Internal error [the server failed]' },
    })
  })
})

describe('the browser’s session', () => {
  const signIn = async () => {
    const payload = { clientName: `C${CLIENT}`, userName: 'manager', password: PASSWORD }
    const reply = await server.app.inject({ method: 'POST', url: '/dashboard/session', payload })
    return { reply, cookie: String(reply.headers['set-cookie']) }
  }

  it('is a cookie that no script can read, and never in a body', async () => {
    const { reply, cookie } = await signIn()
    expect(cookie).toMatch(/^agent-console-session-80=[\w-]{36}; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(reply.json()).toEqual({
      id: expect.any(Number) as number,
      name: 'manager',
      role: 'Manager',
      powers: ['Administer Agents'],
      client: { id: CLIENT, code: `C${CLIENT}`, displayName: `Client ${CLIENT}` },
    })
  })

  it('is held to this host alone over HTTPS, where the plain name is not taken', async () => {
    const app = await buildApp({ database: server.db, dashboardFolder: 'no-build-here', trustProxy: '127.0.0.1' })
    const headers = { 'x-forwarded-proto': 'https' }
    const payload = { clientName: `C${CLIENT}`, userName: 'manager', password: PASSWORD }
    const reply = await app.inject({ method: 'POST', url: '/dashboard/session', payload, headers })
    const cookie = String(reply.headers['set-cookie'])
    expect(cookie).toMatch(/^__Host-agent-console-session-80=[\w-]{36}; Path=\/; HttpOnly; Secure; SameSite=Strict$/)
    const statusWith = async (sent: string) =>
      (await app.inject({ url: '/dashboard/session', headers: { ...headers, cookie: sent } })).statusCode
    expect(await statusWith(cookie)).toBe(200)
    expect(await statusWith(cookie.replace('__Host-', ''))).toBe(401)
    const signOut = await app.inject({ method: 'DELETE', url: '/dashboard/session', headers: { ...headers, cookie } })
    expect(String(signOut.headers['set-cookie'])).toMatch(/^__Host-agent-console-session-80=;.*Secure/)
    expect(await statusWith(cookie)).toBe(401)
    await app.close()
  })

  it.each([
    ['http', 'console.example:8080', 'agent-console-session-8080'],
    ['http', 'console.example', 'agent-console-session-80'],
    ['http', '[::1]:4300', 'agent-console-session-4300'],
    ['https', 'console.example', '__Host-agent-console-session-443'],
    ['https', 'console.example:8443', '__Host-agent-console-session-8443'],
  ])(
    'over %s on %s has a name of its own, so that two consoles on one host get along',
    async (protocol, host, name) => {
      const app = await buildApp({ database: server.db, dashboardFolder: 'no-build-here', trustProxy: '127.0.0.1' })
      const payload = { clientName: `C${CLIENT}`, userName: 'manager', password: PASSWORD }
      const headers = { host, 'x-forwarded-proto': protocol }
      const reply = await app.inject({ method: 'POST', url: '/dashboard/session', payload, headers })
      expect(reply.cookies.map((cookie) => cookie.name)).toEqual([name])
      await app.close()
    },
  )

  it('reads and writes, but never for another site', async () => {
    const { cookie } = await signIn()
    const put = (headers: Record<string, string>) =>
      server.send('PUT', url, { body: { phone: '1' }, session: null, headers: { cookie, ...headers } })
    expect(await server.send('GET', url, { session: null, headers: { cookie } })).toMatchObject({ status: 200 })
    expect(await put({ 'sec-fetch-site': 'same-origin' })).toEqual({ status: 204 })
    expect(await put({ 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403 })
    expect(await put({ 'sec-fetch-site': 'same-site' })).toMatchObject({ status: 403 })
    expect(await put({ origin: 'https://elsewhere.example' })).toMatchObject({ status: 403 })
    expect(await put({ origin: 'null' })).toMatchObject({ status: 403 })
  })

  it('is held to the name that was asked for, whatever else a proxy passes on of its caller', async () => {
    const app = await buildApp({
      database: server.db,
      dashboardFolder: 'no-build-here',
      trustProxy: '127.0.0.1',
      clock: () => server.clock.now,
    })
    const host = 'console.example:8443'
    const payload = { clientName: `C${CLIENT}`, userName: 'manager', password: PASSWORD }
    const signedIn = await app.inject({ method: 'POST', url: '/dashboard/session', payload, headers: { host } })
    const cookie = String(signedIn.headers['set-cookie'])
    const put = async (headers: Record<string, string>) => {
      const sent = { host, cookie, ...headers }
      return (await app.inject({ method: 'PUT', url, payload: { phone: '1' }, headers: sent })).statusCode
    }
    expect(await put({ origin: 'https://console.example:8443' })).toBe(204)
    expect(await put({ origin: 'https://console.example:8443', host: 'Console.Example:8443' })).toBe(204)
    const origin = 'https://elsewhere.example'
    expect(await put({ origin })).toBe(403)
    expect(await put({ origin, 'x-forwarded-host': 'elsewhere.example' })).toBe(403)
    expect(await put({ origin, forwarded: 'host=elsewhere.example' })).toBe(403)
    await app.close()
  })

  it('ends at the server when its browser signs in again', async () => {
    const { cookie } = await signIn()
    const payload = { clientName: `C${CLIENT}`, userName: 'teamlead', password: PASSWORD }
    const refused = { ...payload, password: 'wrong-one-1' }
    const again = (body: object) =>
      server.app.inject({ method: 'POST', url: '/dashboard/session', payload: body, headers: { cookie } })
    const isOpen = async () =>
      (await server.send('GET', '/dashboard/session', { session: null, headers: { cookie } })).status === 200
    await again(refused)
    expect(await isOpen()).toBe(true)
    await again(payload)
    expect(await isOpen()).toBe(false)
  })

  it('ends at the server when signing out', async () => {
    const { cookie } = await signIn()
    expect(await server.send('DELETE', '/dashboard/session', { session: null, headers: { cookie } })).toEqual({
      status: 204,
    })
    expect(await server.send('GET', '/dashboard/session', { session: null, headers: { cookie } })).toMatchObject({
      status: 401,
    })
  })
})

describe('headers', () => {
  it('forbid what the dashboard does not do, and keeping what the API says', async () => {
    const { headers } = await server.app.inject({ url: '/configuration/agents/info' })
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(headers).not.toHaveProperty('strict-transport-security')
  })

  it.each([
    ['POST', '/session/login'],
    ['POST', '/%73ession/login'],
    ['POST', '/sessio%6E//login/'],
    ['GET', '/%63onfiguration/agents?count=1&offset=0'],
    ['GET', '/d%61shboard/users?count=1&offset=0'],
    ['PATCH', '/%63onfiguration/agents'],
    ['GET', '/configuration/agents/%zz'],
    ['GET', '/configuration/agents/1'],
    ['GET', '/healthz'],
    ['GET', '/readyz'],
    ['GET', '/nothing'],
    ['POST', '/nothing'],
    ['GET', '/'],
  ] as const)('are those of what must not be kept or shown, whatever the spelling: %s %s', async (method, path) => {
    const payload = { clientName: `C${CLIENT}`, userName: 'manager', password: PASSWORD }
    const { headers } = await server.app.inject({ method, url: path, ...(method !== 'GET' && { payload }) })
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    })
  })

  it('believe a proxy that is trusted, and nobody else', async () => {
    const forwarded = { 'x-forwarded-for': '198.51.100.7', 'x-forwarded-proto': 'https' }
    const ask = async (trustProxy: string) => {
      const app = await buildApp({ database: server.db, dashboardFolder: 'no-build-here', trustProxy })
      const payload = { clientName: `C${CLIENT}`, userName: 'holder', password: PASSWORD, agent: true }
      const { headers } = await app.inject({ method: 'POST', url: '/session/login', payload, headers: forwarded })
      await app.close()
      const agent = await server.db.selectFrom('agent').select('last_login_ip').executeTakeFirst()
      return [agent?.last_login_ip, headers['strict-transport-security']]
    }
    expect(await ask('203.0.113.1')).toEqual(['127.0.0.1', undefined])
    expect(await ask('127.0.0.1')).toEqual(['198.51.100.7', 'max-age=31536000'])
  })
})

describe('a server for this machine alone', () => {
  const ask = async (host: string | undefined, url = '/dashboard/demo-accounts') => {
    const app = await buildApp({ database: server.db, dashboardFolder: 'no-build-here', isLocal: true })
    const reply = await app.inject({ url, headers: { host } })
    await app.close()
    return reply
  }

  it.each([
    'localhost',
    'localhost:4300',
    'LOCALHOST',
    '127.0.0.1:4300',
    '127.1.2.3',
    '[::1]:4300',
    'console.localhost',
  ])('is called %s', async (host) => {
    expect((await ask(host)).statusCode).toBe(200)
  })

  it.each([
    'rebind.example',
    'rebind.example:4300',
    '192.0.2.7',
    'localhost.rebind.example',
    '127.0.0.1.rebind.example',
    'notlocalhost',
    '[::2]',
    '0.0.0.0',
  ])('is not called %s: a page of that name is some other site’s', async (host) => {
    for (const path of ['/dashboard/demo-accounts', '/', '/healthz', '/nothing']) {
      const reply = await ask(host, path)
      expect(reply.statusCode).toBe(421)
      expect(reply.json()).toEqual({ code: 421, message: expect.stringContaining('TRUST_PROXY') as string })
    }
  })

  it('is called anything behind a proxy or on a network', async () => {
    const reply = await server.app.inject({ url: '/dashboard/demo-accounts', headers: { host: 'console.example' } })
    expect(reply.statusCode).toBe(200)
  })
})

describe('what the server says of itself', () => {
  it('/healthz as long as it lives, /readyz as long as the database answers', async () => {
    expect(await server.send('GET', '/healthz')).toMatchObject({ status: 200 })
    expect(await server.send('GET', '/readyz')).toMatchObject({ status: 200 })
    await server.db.destroy()
    expect(await server.send('GET', '/healthz')).toMatchObject({ status: 200 })
    expect(await server.send('GET', '/readyz')).toMatchObject({ status: 503, body: { code: 503 } })
  })

  it('/openapi.json with every operation of the contract', async () => {
    const { body } = await server.send('GET', '/openapi.json')
    const { paths } = body as { paths: Record<string, Record<string, { operationId: string }>> }
    const described = Object.values(paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId))
    expect(described.toSorted()).toEqual(Object.keys(configurationOperations).toSorted())
  })

  it('and there, how long a body may be, and what a repeated create compares', async () => {
    const { body } = await server.send('GET', '/openapi.json')
    const { paths, components } = body as {
      paths: Record<string, { post: { requestBody: object; parameters: object[] } }>
      components: { parameters: Record<string, { description: string }> }
    }
    expect(paths['/session/login']?.post.requestBody).toMatchObject({ description: 'At most 4 kB, not compressed.' })
    const create = paths['/configuration/agents']?.post
    expect(create?.requestBody).toMatchObject({ description: 'At most 128 kB, not compressed.' })
    expect(create?.parameters).toContainEqual({ $ref: '#/components/parameters/Idempotency-Key' })
    expect(components.parameters['Idempotency-Key']?.description).toContain('Passwords')
  })
})
