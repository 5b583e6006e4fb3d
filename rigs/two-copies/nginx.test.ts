import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { demoLogin } from '#server/first-start/demo/login.ts'
import { eventually } from '#server/testing/eventually.ts'
import { lastingPort } from '#server/testing/lasting-port.ts'
import { fillOwnSite } from '#server/testing/own-site.ts'
import { startServerProcess, type ServerProcess } from '#server/testing/server-process.ts'
import { findNginx, startFront, startNginx, type Nginx } from './nginx.ts'
import { client, NAME, send, type Headers, type Reply } from './requests.ts'

// vitest.config.ts skips this file, and says so, if nginx is not installed.
const program = findNginx() ?? ''

/** Two addresses of the loopback network: nginx trusts the first as a proxy in front of it. */
const TRUSTED = '127.0.0.2'
const STRANGER = '127.0.0.3'

const SIGN_IN = demoLogin()

let site: string
let server: ServerProcess
let folder: string
let nginx: Nginx | undefined

beforeAll(async () => {
  site = mkdtempSync(path.join(tmpdir(), 'agent-console-'))
  await fillOwnSite({ dataDir: site }, 1)
  server = await startServerProcess({ DATA_DIR: site, DEMO_AGENTS: '', TRUST_PROXY: '127.0.0.1' })
})

afterAll(async () => {
  await server.end('SIGTERM')
  rmSync(site, { recursive: true })
})

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'agent-console-nginx-'))
})

afterEach(async () => {
  await nginx?.stop()
  nginx = undefined
  rmSync(folder, { recursive: true })
})

/** Starts nginx as in compose.yaml, with one copy behind it. Returns its port. */
async function startPlain(copies: string, more: Record<string, string> = {}): Promise<number> {
  const port = await lastingPort()
  const own = {
    'console-1:4300': `127.0.0.1:${copies}`,
    'server console-2:4300 max_fails=0;': '',
    'listen 8080;': `listen 127.0.0.1:${port};`,
    'set_real_ip_from 172.30.43.1;': `set_real_ip_from ${TRUSTED};`,
    ...more,
  }
  nginx = await startNginx(program, folder, { file: 'compose.conf', own })
  return port
}

interface Seen {
  /** The caller's address as the server sees it. */
  address: unknown
  /** Whether the browser sends the session's cookie over HTTPS only. */
  isSecure: boolean
  isHeldToHttps: boolean
}

/** Reads from a sign-in how the server sees the caller. */
async function seen(
  reply: Reply,
  ask: (method: string, path: string, headers: Headers) => Promise<Reply>,
): Promise<Seen> {
  expect(reply.status).toBe(200)
  const [cookie = ''] = reply.headers['set-cookie'] ?? []
  const own = await ask('GET', '/dashboard/own-sessions', { cookie: cookie.replace(/;.*/, '') })
  const { session } = JSON.parse(own.body) as { session: { current: boolean; address: string }[] }
  return {
    address: session.find(({ current }) => current)?.address,
    isSecure: cookie.startsWith('__Host-') && cookie.includes('; Secure'),
    isHeldToHttps: reply.headers['strict-transport-security'] !== undefined,
  }
}

describe('nginx with TLS', () => {
  it('tells the server who calls and how, whatever a caller says of that', async () => {
    const front = await startFront(program, folder, [server.url.port, server.url.port])
    nginx = front
    const ask = client(front)
    const said = {
      forwarded: 'for=192.0.2.1;proto=http;host=evil.example',
      'x-forwarded-for': '192.0.2.1',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'http',
      'x-real-ip': '192.0.2.1',
    }
    const reply = await ask('POST', '/dashboard/session', { body: SIGN_IN, headers: said })
    expect(await seen(reply, (method, url, headers) => ask(method, url, { headers: { ...said, ...headers } }))).toEqual(
      {
        address: '127.0.0.1',
        isSecure: true,
        isHeldToHttps: true,
      },
    )
    // The server ignores the forwarded host as well: this request still comes from another site.
    const [cookie = ''] = reply.headers['set-cookie'] ?? []
    const forged = { ...said, cookie: cookie.replace(/;.*/, ''), origin: 'https://evil.example' }
    const body = { wrapUpTime: 1 }
    expect((await ask('PUT', '/configuration/agents/324515', { headers: forged, body })).status).toBe(403)
  })

  it('leads from plain HTTP to the name that it has, not to the one that was asked for', async () => {
    const front = await startFront(program, folder, [server.url.port, server.url.port])
    nginx = front
    const { headers } = await send(http, { port: front.plain, path: '/agents?x=1', headers: { host: 'evil.example' } })
    expect(headers.location).toBe(`https://${NAME}/agents?x=1`)
  })
})

describe('nginx behind a proxy with TLS', () => {
  const signInThrough = async (port: number, localAddress: string, headers: Headers) => {
    const ask = (method: string, url: string, more: Headers, body?: object) =>
      send(http, { port, method, path: url, localAddress, headers: { host: NAME, ...headers, ...more } }, body)
    return seen(await ask('POST', '/dashboard/session', {}, SIGN_IN), ask)
  }

  it('believes that one where it is named, and nobody else', async () => {
    const port = await startPlain(server.url.port)
    const said = { 'x-forwarded-for': '192.0.2.1, 198.51.100.7', 'x-forwarded-proto': 'https' }
    expect(await signInThrough(port, TRUSTED, said)).toEqual({
      address: '198.51.100.7',
      isSecure: true,
      isHeldToHttps: true,
    })
    expect(await signInThrough(port, STRANGER, said)).toEqual({
      address: STRANGER,
      isSecure: false,
      isHeldToHttps: false,
    })
  })

  it.each([
    ['no address', { 'x-forwarded-proto': 'https' }, TRUSTED, false],
    ['no protocol', { 'x-forwarded-for': '198.51.100.7' }, '198.51.100.7', false],
    ['plain HTTP', { 'x-forwarded-for': '198.51.100.7', 'x-forwarded-proto': 'http' }, '198.51.100.7', false],
    ['nonsense', { 'x-forwarded-for': 'x', 'x-forwarded-proto': 'https' }, TRUSTED, false],
  ])('takes its own word where that one says %s', async (_what, said, address, isSecure) => {
    const port = await startPlain(server.url.port)
    expect(await signInThrough(port, TRUSTED, said)).toMatchObject({ address, isSecure })
  })
})

describe('a caller who asks too often', () => {
  // So slow that no result depends on how long the test takes.
  const SLOWLY = { 'rate=10r/s': 'rate=1r/m' }

  it('waits to sign in, in whatever spelling, and nowhere else', async () => {
    const port = await startPlain(server.url.port, SLOWLY)
    const ask = (method: string, url: string) => send(http, { port, method, path: url, headers: {} }, {})
    const spellings = [
      '/session/login',
      '/session/password',
      '/dashboard/session',
      '/%73ession/LOGIN/',
      '//session/v6.0/login',
      '/x/../session/login',
    ]
    const allowed = 51
    for (let i = 0; i < allowed; i++)
      expect((await ask('POST', spellings[i % spellings.length] ?? '')).status).not.toBe(429)
    for (const spelling of spellings) {
      const { status, headers, body } = await ask('POST', spelling)
      expect([spelling, status]).toEqual([spelling, 429])
      expect(headers).toMatchObject({ 'retry-after': '5', 'content-type': 'application/json' })
      expect(JSON.parse(body)).toMatchObject({ code: 429 })
    }
    expect((await ask('GET', '/dashboard/session')).status).toBe(401)
    expect((await ask('POST', '/configuration/agents')).status).toBe(401)
  })

  it('gets no more than a hundred answers at once', async () => {
    // A copy that never answers.
    const silent = createServer()
    const sockets = new Set<Socket>()
    let waiting = 0
    const allWait = new Promise<void>((resolve) => {
      silent.on('connection', (socket) => {
        sockets.add(socket.on('error', () => undefined))
        socket.once('data', () => ++waiting === 100 && resolve())
      })
    })
    await once(silent.listen(0, '127.0.0.1'), 'listening')
    // A TCP server has an address with a port.
    const port = await startPlain(String((silent.address() as AddressInfo).port))
    const asked = Array.from({ length: 100 }, () => http.get({ port, host: '127.0.0.1', agent: false }))
    for (const each of asked) each.on('error', () => undefined)
    await allWait
    expect((await send(http, { port, headers: {} })).status).toBe(429)
    for (const each of asked) each.destroy()
    for (const socket of sockets) socket.destroy()
    silent.close()
  })
})

describe("nginx' log of errors", () => {
  it('has the requests that no copy could take, but no session id', async () => {
    const front = await startFront(program, folder, [String(await lastingPort()), String(await lastingPort())])
    nginx = front
    const id = 'e7bVbUKzZ4bYQXk5xT1mJv0n9cS3pRw2'
    const get = (url: string) =>
      send(https, { port: front.port, ca: front.ca, servername: NAME, path: url, headers: {} })
    for (const url of ['validate', 'logout', 'VALIDATE', '%76alidate'].flatMap((name) => [
      `/session/${name}/${id}`,
      `//Session/v6.0/${name}//${id}/`,
    ]))
      expect((await get(url)).status).toBe(502)
    expect((await get('/agents')).status).toBe(502)
    // nginx logs this request last, so the lines of the earlier ones are there by then.
    await eventually(() => expect(front.said()).toContain('"GET /agents HTTP/1.1"'))
    expect(front.said()).not.toContain(id)
  })
})
