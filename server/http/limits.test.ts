import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { buildApp } from '#server/app.ts'
import { LIMITS, type Limits } from '#server/http/limits.ts'
import { startTestServer, type TestServer } from '#server/testing/server.ts'

// Through real sockets: what a reply looks like that no framework had a hand in can be seen nowhere else.

let server: TestServer
let port: number
const sockets: Socket[] = []

async function start(limits: Partial<Limits> = {}): Promise<void> {
  server = await startTestServer({ limits: { ...LIMITS, ...limits } })
  port = Number(new URL(await server.app.listen({ port: 0 })).port)
}

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await server.close()
})

function open(): Socket {
  const socket = connect(port, '127.0.0.1')
  sockets.push(socket)
  return socket
}

/** Everything that comes back for these bytes until the server closes the connection. */
async function replyTo(bytes: string): Promise<string> {
  const socket = open()
  socket.write(bytes)
  return text(socket)
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
    ['a body over 1 MB', `${post(2 ** 21)}content-type: application/json\r\n\r\n`, '413 Payload Too Large', 413],
    ['a body that is not JSON', `${post(1)}connection: close\r\n\r\nx`, '415 Unsupported Media Type', 415],
    ['a method that there is not', 'NONSENSE / HTTP/1.1\r\nhost: x\r\n\r\n', '400 Bad Request', 202],
    ['bytes that are no HTTP', '\x16\x03\x01\x02\x00', '400 Bad Request', 202],
    ['two lengths', `${post(1)}transfer-encoding: chunked\r\n\r\n`, '400 Bad Request', 202],
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
    })
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

it('takes no more connections than it may hold', async () => {
  await start({ connections: 2 })
  const [first, second] = [open(), open()]
  for (const socket of [first, second]) {
    socket.write(get('/healthz').replace('close', 'keep-alive'))
    await once(socket, 'data')
  }
  const third = open()
  third.on('error', () => {})
  expect(await text(third).catch(() => '')).toBe('')
  first.destroy()
  await once(first, 'close')
  second.write(get('/healthz'))
  expect(await text(second)).toContain('{"status":"ok"}')
})
