import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { buildApp } from '#server/app.ts'
import { LIMITS, type Limits } from '#server/http/limits.ts'
import { startTestServer, type TestServer } from '#server/testing/server.ts'

// Through real sockets: only they show a reply that no framework has touched.

let server: TestServer
let port: number
const sockets: Socket[] = []

const lines: string[] = []

async function start(limits: Partial<Limits> = {}, trustProxy?: string): Promise<void> {
  lines.length = 0
  server = await startTestServer({
    limits: { ...LIMITS, ...limits },
    log: { level: 'info', stream: { write: (line) => lines.push(line) } },
    ...(trustProxy !== undefined && { trustProxy }),
  })
  port = Number(new URL(await server.app.listen({ port: 0 })).port)
}

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await server.close()
})

/** Every address of this kind is this machine. */
function open(from = '127.0.0.1'): Socket {
  const socket = connect({ port, host: '127.0.0.1', localAddress: from })
  // Refused, it may be reset.
  socket.on('error', () => {})
  sockets.push(socket)
  return socket
}

/** Everything that comes back for these bytes until the server closes the connection. */
async function replyTo(bytes: string, from?: string): Promise<string> {
  const socket = open(from)
  socket.write(bytes)
  return text(socket).catch(() => '')
}

function parse(reply: string) {
  const [head = '', body = ''] = reply.split('\r\n\r\n')
  const [status = '', ...lines] = head.split('\r\n')
  const headers = Object.fromEntries(lines.map((line) => line.toLowerCase().split(': ')))
  return { status, headers, body: JSON.parse(body) as unknown }
}

const get = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${more}\r\n`
const post = (length: number) => `POST /session/login HTTP/1.1\r\nhost: x\r\ncontent-length: ${length}\r\n`

describe('too much, or no request at all, is answered as everything else is', () => {
  const LONG = 'x'.repeat(20_000)

  it.each([
    ['headers over 16 kB', get('/', `x: ${LONG}\r\n`), '431 Request Header Fields Too Large', 431],
    ['a URL over 8 kB', get(`/${LONG.slice(0, 9000)}`), '414 URI Too Long', 414],
    ['a body over 4 kB', `${post(4097)}content-type: application/json\r\n\r\n`, '413 Payload Too Large', 413],
    ['a body that is not JSON', `${post(1)}connection: close\r\n\r\nx`, '415 Unsupported Media Type', 415],
    ['a method that there is not', 'NONSENSE / HTTP/1.1\r\nhost: x\r\n\r\n', '501 Not Implemented', 501],
    ['bytes that are no HTTP', '\x16\x03\x01\x02\x00', '400 Bad Request', 202],
    ['two lengths', `${post(1)}transfer-encoding: chunked\r\n\r\n`, '400 Bad Request', 202],
    ['an expectation', `${post(1)}expect: the-best\r\n\r\n`, '417 Expectation Failed', 417],
    ['no host', 'GET / HTTP/1.1\r\nconnection: close\r\n\r\n', '400 Bad Request', 202],
    ['a URL that cannot be decoded', get('/configuration/agents/%zz'), '400 Bad Request', 202],
  ])('%s', async (_, bytes, status, code) => {
    await start()
    const reply = parse(await replyTo(bytes))
    expect(reply.status).toBe(`HTTP/1.1 ${status}`)
    expect(reply.body).toEqual({ code, message: expect.stringMatching(/^[A-Z].+/) as string })
    expect(reply.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    })
  })

  it('which the log counts', async () => {
    await start()
    for (let i = 0; i < 3; i++) await replyTo('\x16\x03\x01\x02\x00')
    await replyTo(get('/', `x: ${LONG}\r\n`))
    lines.length = 0
    await server.app.close()
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { msg: 'requests without a line', requests: { broken: { 400: 3, 431: 1 } } },
    ])
  })
})

describe('whoever is slow', () => {
  const SLOW = { headTime: 100, requestTime: 200, timesCheckedEvery: 50 }

  it.each([
    ['says nothing', ''],
    ['never ends their headers', 'GET / HTTP/1.1\r\nhost: x\r\nx: '],
    ['never ends their body', `${post(100)}content-type: application/json\r\n\r\n{`],
  ])('and %s is answered 408 and hung up on', async (_, bytes) => {
    await start(SLOW)
    expect(parse(await replyTo(bytes))).toMatchObject({ status: 'HTTP/1.1 408 Request Timeout', body: { code: 408 } })
  })

  it('and reads nothing of their replies is hung up on', async () => {
    await start({ silence: 100 })
    const accepted = once(server.app.server, 'connection') as Promise<[Socket]>
    const socket = open()
    socket.pause()
    // Far more than fits between the two ends.
    socket.write(get('/openapi.json').replace('close', 'keep-alive').repeat(1000))
    const [atServer] = await accepted
    await once(atServer, 'close')
    expect(atServer.destroyed).toBe(true)
  })

  it('keeps nobody else waiting', async () => {
    await start()
    for (let i = 0; i < 200; i++) open().write('GET / HTTP/1.1\r\nhost: x\r\nx: ')
    expect(parse(await replyTo(get('/healthz'))).body).toEqual({ status: 'ok' })
  })
})

it('gives up an answer that takes too long, and says so', async () => {
  await start()
  const app = await buildApp({
    database: server.db,
    dashboardFolder: 'no-build-here',
    limits: { ...LIMITS, answerTime: 50, timesCheckedEvery: 10 },
    log: { level: 'error', stream: { write: () => {} } },
  })
  // A transaction that does not end: SQLite has one connection, and every query waits for it.
  let end = () => {}
  const held = new Promise<void>((resolve) => (end = resolve))
  const transaction = server.db.transaction().execute(() => held)
  const reply = await app.inject({ url: '/session/validate/anything' })
  end()
  await transaction
  await app.close()
  expect(reply.statusCode).toBe(503)
  expect(reply.headers['retry-after']).toBe('1')
  expect(reply.json()).toEqual({
    code: 503,
    message: 'Took too long [look whether it was done before you ask again]',
  })
})

const KEPT = get('/healthz').replace('close', 'keep-alive')

/** Opens connections that stay open; resolves once each is answered or refused, to those that are answered. */
async function hold(count: number, from: string): Promise<Socket[]> {
  const all = Array.from({ length: count }, () => open(from))
  const held = await Promise.all(
    all.map((socket) => {
      socket.write(KEPT)
      return new Promise<boolean>((resolve) => {
        socket.once('data', () => resolve(true)).once('close', () => resolve(false))
      })
    }),
  )
  return all.filter((_, i) => held[i])
}

const refusals = () =>
  lines.map((line) => JSON.parse(line) as { event?: string }).filter(({ event }) => event === 'connections-refused')

describe('connections', () => {
  it('are no more than the server may hold, and the log says how many were refused', async () => {
    await start({ connections: 2 })
    const [first, second] = await hold(2, '127.0.0.1')
    expect(await replyTo(get('/healthz'))).toBe('')
    expect(await replyTo(get('/healthz'), '127.0.0.2')).toBe('')
    if (!first || !second) throw new Error('two connections are held')
    first.destroy()
    await once(first, 'close')
    second.write(get('/healthz'))
    expect(await text(second)).toContain('{"status":"ok"}')
    await server.app.close()
    expect(refusals()).toMatchObject([{ level: 'warn', count: 2, addresses: ['127.0.0.1', '127.0.0.2'] }])
  })

  it('of one caller are limited once half of all are open', async () => {
    await start({ connections: 8, connectionsOfOne: 2 })
    expect(await hold(8, '127.0.0.2')).toHaveLength(4)
    expect(await hold(3, '127.0.0.3')).toHaveLength(2)
    expect(await replyTo(get('/healthz'), '127.0.0.4')).toContain('{"status":"ok"}')
    await server.app.close()
    expect(refusals()).toMatchObject([{ count: 5, addresses: ['127.0.0.2', '127.0.0.3'] }])
  })

  it('that a caller closes no longer count', async () => {
    await start({ connections: 4, connectionsOfOne: 1 })
    const closed = once(server.app.server, 'connection').then(([socket]) => once(socket as Socket, 'close'))
    const [first] = await hold(2, '127.0.0.2')
    expect(await hold(1, '127.0.0.2')).toHaveLength(0)
    first?.destroy()
    await closed
    expect(await hold(1, '127.0.0.2')).toHaveLength(1)
  })

  it('of a trusted proxy have no limit of their own: it speaks for many callers', async () => {
    await start({ connections: 8, connectionsOfOne: 2 }, '127.0.0.2')
    expect(await hold(7, '127.0.0.2')).toHaveLength(7)
  })
})
