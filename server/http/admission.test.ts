import { once } from 'node:events'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { allOperations } from '#contract/apis.ts'
import { pathOf, type Operation } from '#contract/operation.ts'
import { LIMITS } from '#server/http/limits.ts'
import { eventually } from '#server/testing/eventually.ts'
import { insertAgent, PASSWORD } from '#server/testing/fixtures.ts'
import { CLIENT, startTestServer, type TestServer } from '#server/testing/server.ts'

const writing = Object.entries<Operation>(allOperations).filter(([, { method }]) => method !== 'GET')
const forbiddenToAgents = writing.filter(([, { access }]) => access !== 'public' && !access.roles.includes('Agent'))

const urlOf = (operation: Operation) =>
  pathOf(operation, { id: 1, agent: 1, sessionId: 'nobody-s' }) + (operation.query ? '?count=1&offset=0' : '')

const LONG_SIGN_IN = 4000

const codeOf = (body: unknown) => {
  const { code, errorCode } = body as { code?: number; errorCode?: number }
  return code ?? errorCode
}

let server: TestServer
const sockets: Socket[] = []

beforeEach(async () => {
  // As much as two long sign-ins.
  server = await startTestServer({ limits: { ...LIMITS, bodies: 2 * LONG_SIGN_IN, checkHolds: 0 } })
})

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await server.close()
})

async function open(): Promise<Socket> {
  if (!server.app.server.listening) await server.app.listen({ port: 0 })
  // A TCP server's address is an object.
  const { port } = server.app.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  sockets.push(socket)
  return socket
}

const headOf = (method: string, path: string, headers: Record<string, string | number>) =>
  [
    `${method} ${path} HTTP/1.1`,
    'host: localhost',
    'connection: close',
    'content-type: application/json',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n')

/** The status that a request is answered with of whose body nothing is ever sent. */
async function statusWithoutBody(method: string, path: string, headers: Record<string, string | number> = {}) {
  const socket = await open()
  socket.write(headOf(method, path, { 'content-length': 1000, ...headers }))
  const [reply] = (await once(socket, 'data')) as [Buffer]
  return Number(/^HTTP\/1\.1 (\d+)/.exec(String(reply))?.[1])
}

describe('before anything of a body has arrived', () => {
  it('a caller without a session is answered 401, at every operation that needs one', async () => {
    for (const [name, operation] of writing.filter(([, { access }]) => access !== 'public'))
      expect([name, await statusWithoutBody(operation.method, urlOf(operation))]).toEqual([name, 401])
  })

  it('a caller whose session ended is answered 401', async () => {
    const session = await server.login('manager')
    server.clock.now += 3 * 60 * 60 * 1000
    expect(await statusWithoutBody('POST', '/configuration/agents', { 'lv-session': session })).toBe(401)
  })

  it('a caller without the permission is answered 403, at every operation that asks for more', async () => {
    await insertAgent(server.db, CLIENT, { loginId: 'HOLDER' })
    const session = await server.login('HOLDER', { agent: true })
    for (const [name, operation] of forbiddenToAgents)
      expect([name, await statusWithoutBody(operation.method, urlOf(operation), { 'lv-session': session })]).toEqual([
        name,
        403,
      ])
  })

  it('a page of another site is answered 403', async () => {
    const payload = { clientName: `C${CLIENT}`, userName: 'manager', password: PASSWORD }
    const { headers } = await server.app.inject({ method: 'POST', url: '/dashboard/session', payload })
    const cookie = String(headers['set-cookie']).replace(/;.*/, '')
    const forged = { cookie, origin: 'https://elsewhere.example' }
    expect(await statusWithoutBody('POST', '/configuration/agents', forged)).toBe(403)
  })

  it('an unknown path is answered 404, and a method that a path does not have 405', async () => {
    expect(await statusWithoutBody('POST', '/nothing')).toBe(404)
    expect(await statusWithoutBody('PUT', '/')).toBe(404)
    expect(await statusWithoutBody('PATCH', '/configuration/agents')).toBe(405)
  })

  it('a refusal leaves the connection as it is for what comes next, where a short body is still to come', async () => {
    const socket = await open()
    const head = headOf('POST', '/configuration/agents', { 'content-length': 3 }).replace('close', 'keep-alive')
    socket.write(head)
    await once(socket, 'data')
    socket.write(`{} ${headOf('GET', '/healthz', {})}`)
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 /)
  })

  it('a refusal ends the connection where a long body is to come, or one that does not say', async () => {
    const lengths: Record<string, string | number>[] = [
      { 'content-length': 1_000_000 },
      { 'transfer-encoding': 'chunked' },
    ]
    for (const length of lengths) {
      const socket = await open()
      socket.write(headOf('POST', '/configuration/agents', length).replace('close', 'keep-alive'))
      expect(await text(socket)).toMatch(/^HTTP\/1\.1 401 [^]*\r\nconnection: close\r\n/)
    }
  })

  it('a body that is too long is answered 413, and the connection is closed', async () => {
    expect(await statusWithoutBody('POST', '/session/login', { 'content-length': 4097 })).toBe(413)
  })
})

it('a session that ends and a permission that is withdrawn while a body arrives no longer count', async () => {
  const withdrawals = {
    401: { active: 0 },
    403: { administers_agents: 0 },
  }
  for (const [status, columns] of Object.entries(withdrawals)) {
    const session = await server.login('manager')
    const socket = await open()
    const asked = once(server.app.server, 'request')
    socket.write(headOf('POST', '/configuration/agents/skills', { 'content-length': 15, 'lv-session': session }))
    await asked
    const user = server.db.updateTable('user_account').where('user_name', '=', 'manager')
    await user.set(columns).execute()
    socket.write('{"name":"GOLD"}')
    expect(await text(socket)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    await user.set({ active: 1, administers_agents: 1 }).execute()
  }
  expect(await server.db.selectFrom('agent_skill').selectAll().execute()).toEqual([])
})

describe('how much a body may have', () => {
  const bodyOf = (bytes: number) => `{"x":"${'x'.repeat(bytes - 8)}"}`

  it.each(
    Object.entries<Operation>(allOperations).filter(
      ([, { access, method }]) => access === 'public' && method !== 'GET',
    ),
  )('is 4 kB for %s, which anybody may call', async (_, operation) => {
    const send = (bytes: number) =>
      server.send(operation.method, urlOf(operation), { body: bodyOf(bytes), session: null })
    expect((await send(4096)).status).not.toBe(413)
    expect(await send(4097)).toEqual({
      status: 413,
      body: { code: 413, message: 'Body too large [4 kB at most]' },
    })
  })

  it('is enough for the longest names and passwords, each letter of them escaped', async () => {
    const escaped = (letters: number) => '\\u00e9'.repeat(letters)
    const [name, secret] = [escaped(100), escaped(128)]
    const body = `{"clientName":"${name}","userName":"${name}","password":"${secret}","newPassword":"${secret}1","agent":true}`
    expect((await server.send('POST', '/session/password', { body, session: null })).status).not.toBe(413)
  })

  it('is 4 kB where there is nothing to send, and for a search, which every agent may do', async () => {
    for (const [method, url] of [
      ['PUT', '/configuration/agents/1/services/1'],
      ['DELETE', '/configuration/agents/1'],
      ['POST', '/configuration/agents/search?count=1&offset=0'],
    ] as const)
      expect((await server.send(method, url, { body: bodyOf(4097) })).status).toBe(413)
  })

  it('is 128 kB otherwise, far more than an agent with a thousand services and a thousand skills', async () => {
    const roomy = await startTestServer()
    const thousand = Array.from({ length: 1000 }, (_, i) => 100_000 + i)
    const body = JSON.stringify({
      loginId: 'NEW',
      firstName: 'N',
      lastName: 'N',
      password: PASSWORD,
      phone: '1',
      wrapUpTime: 0,
      homeAgent: true,
      active: true,
      assignedService: thousand.map((id) => ({ id: String(id) })),
      assignedAgentSkill: thousand.map((id) => ({ id: String(id), proficiency: '1' })),
    })
    expect(await roomy.send('POST', '/configuration/agents', { body })).toMatchObject({
      body: { message: expect.stringContaining('not found') as string },
    })
    expect((await roomy.send('POST', '/configuration/agents', { body: bodyOf(128 * 1024) })).status).toBe(400)
    expect(await roomy.send('POST', '/configuration/agents', { body: bodyOf(128 * 1024 + 1) })).toMatchObject({
      status: 413,
      body: { message: 'Body too large [128 kB at most]' },
    })
    await roomy.close()
  })

  it('is limited for a body in chunks as well, which announces no length', async () => {
    const socket = await open()
    socket.write(headOf('POST', '/session/login', { 'transfer-encoding': 'chunked' }))
    socket.write(`1001\r\n${'x'.repeat(4097)}\r\n`)
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 413 [^]*\[4 kB at most\]/)
  })
})

describe('a compressed body', () => {
  const body = JSON.stringify({ clientName: 'x', userName: 'x', password: 'x' })

  it.each([
    ['gzip', gzipSync(body)],
    ['deflate', deflateSync(body)],
    ['br', brotliCompressSync(body)],
    ['zstd', Buffer.from('any')],
    ['gzip, gzip', gzipSync(gzipSync(body))],
    ['GZIP', gzipSync(body)],
  ])('is refused: %s', async (encoding, payload) => {
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding }
    const reply = await server.app.inject({ method: 'POST', url: '/session/login', headers, payload })
    expect(reply.statusCode).toBe(415)
    expect(reply.json()).toEqual({ code: 415, message: 'Unsupported content encoding [send the body as it is]' })
  })

  it('is refused in the shape of its method', async () => {
    const headers = { 'content-encoding': 'gzip' }
    expect(await server.send('PUT', '/configuration/agents/1', { body: '{}', headers })).toMatchObject({
      status: 415,
      body: { errorCode: 415 },
    })
  })

  it('is not one of the encoding "identity"', async () => {
    const headers = { 'content-encoding': 'identity' }
    expect((await server.send('POST', '/session/login', { body, headers, session: null })).status).toBe(401)
  })
})

describe('a body that is costly to read', () => {
  const manyMembers = `{${Array.from({ length: 9000 }, (_, i) => `"a${i.toString(36)}":1`).join(',')}}`
  const deep = (depth: number) => `${'[{"a":'.repeat(depth)}1${'}]'.repeat(depth)}`
  const create = async (body: string, headers: Record<string, string> = {}) => {
    const roomy = await startTestServer()
    const parse = vi.spyOn(JSON, 'parse')
    const answer = await roomy.send('POST', '/configuration/agents', { body, headers })
    const isParsed = parse.mock.calls.some(([json]) => json === body)
    parse.mockRestore()
    await roomy.close()
    return { ...answer, isParsed }
  }

  it.each([
    ['nested ten thousand deep', `{"loginId":${deep(5000)}}`, /nested more than 32 deep/],
    ['nested, and never closed', '['.repeat(100_000), /nested more than 32 deep/],
    ['forty thousand empty objects', `{"assignedService":[${'{},'.repeat(40_000)}{}]}`, /more than 5000 objects/],
    ['more commas than a bulk change has agents', `[${','.repeat(125_000)}]`, /more than 120000 entries/],
    ['nine thousand members', manyMembers, /more than 5000 members/],
    ['one member, nine thousand times', `{${'"a":1,'.repeat(9000)}"a":1}`, /more than 5000 members/],
  ])('is refused without being parsed: %s', async (_, body, message) => {
    expect(await create(body)).toEqual({
      status: 400,
      body: { code: 202, message: expect.stringMatching(message) as string },
      isParsed: false,
    })
  })

  it('is not one with brackets, colons and quotes inside its strings', async () => {
    const body = JSON.stringify({ loginId: `${'[{:'.repeat(9000)}"\\"`, firstName: '\\' })
    expect(await create(body)).toMatchObject({ status: 400, body: { message: /^Missing required/ }, isParsed: true })
  })

  it('is refused with an Idempotency-Key too', async () => {
    const headers = { 'idempotency-key': 'key' }
    expect(await create(`{"loginId":${deep(5000)}}`, headers)).toMatchObject({ status: 400 })
    expect(await create(`{"loginId":${deep(12)}}`, headers)).toMatchObject({ status: 400 })
  })

  it('is refused by the name of a list that has too many entries', async () => {
    const assignedService = Array.from({ length: 4000 }, (_, i) => ({ id: String(i + 1) }))
    const names = { loginId: 'NEW', firstName: 'N', lastName: 'N', password: PASSWORD, phone: '1' }
    const body = JSON.stringify({ ...names, wrapUpTime: 0, homeAgent: true, active: true, assignedService })
    expect(await create(body)).toMatchObject({
      status: 400,
      body: { message: 'Invalid assignedService [assignedService has too many entries]' },
    })
  })
})

describe('all bodies under way', () => {
  const half = async () => {
    const socket = await open()
    socket.write(`${headOf('POST', '/session/login', { 'content-length': LONG_SIGN_IN })}{`)
    return socket
  }

  it('share a limit: one too many is answered 503 with Retry-After', async () => {
    const seen = vi.fn<() => void>()
    server.app.server.on('request', seen)
    const [first, second] = [await half(), await half()]
    await eventually(() => expect(seen).toHaveBeenCalledTimes(2))
    const body = { clientName: `C${CLIENT}`, userName: 'manager', password: PASSWORD }
    const reply = await server.app.inject({ method: 'POST', url: '/session/login', payload: body })
    expect(reply.statusCode).toBe(503)
    expect(reply.headers['retry-after']).toBe('1')
    expect(codeOf(reply.json())).toBe(503)
    // Requests without a body, or with one that nobody would read, are answered all the same.
    expect((await server.send('GET', '/dashboard/session')).status).toBe(200)
    expect((await server.send('POST', '/configuration/agents', { body: '{}', session: null })).status).toBe(401)
    first.destroy()
    second.destroy()
    await eventually(async () =>
      expect((await server.send('POST', '/session/login', { body, session: null })).status).toBe(200),
    )
  })

  it('give their room back when they are answered', async () => {
    const body = { clientName: `C${CLIENT}`, userName: 'manager', password: `${PASSWORD}${'x'.repeat(3000)}` }
    for (let i = 0; i < 5; i++)
      expect((await server.send('POST', '/session/login', { body, session: null })).status).toBe(400)
  })
})
