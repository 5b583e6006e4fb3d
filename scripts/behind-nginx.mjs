// Two copies of the server on one PostgreSQL behind nginx with TLS, as deploy/nginx/ has them, all on this machine and thrown
// away afterwards: what one writes the other reads, whatever copy a request meets, also while the copies are restarted in turn.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { register } from 'tsx/esm/api'
import { root } from './run.mjs'

register()
const { findPostgresPrograms, startPostgres } = await import('#server/testing/postgres-server.ts')
const { startServerProcess } = await import('#server/testing/server-process.ts')

const NAME = 'console.example.com'
const ROUNDS = Number(process.env.ROUNDS ?? 3)
const AGENT = 324515

const nginx = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin']
  .map((each) => join(each, 'nginx'))
  .find(existsSync)
const missing = [!nginx && 'nginx', !findPostgresPrograms() && 'PostgreSQL'].filter(Boolean)
if (missing.length > 0) {
  console.log(`Two copies behind nginx: left out, ${missing.join(' and ')} not installed.`)
  process.exit(0)
}

const folder = mkdtempSync(join(tmpdir(), 'agent-console-nginx-'))
/** What is to be ended, the last at the front. */
const ends = [async () => rmSync(folder, { recursive: true })]
async function run() {
  const postgres = await startPostgres()
  ends.push(() => postgres.stop())
  const variables = {
    DATABASE_URL: postgres.url,
    DEMO_DATA: 'on',
    DEMO_AGENTS: '2000',
    TRUST_PROXY: '127.0.0.1',
  }
  const copies = [await startServerProcess(variables), await startServerProcess(variables)]
  for (const number of copies.keys()) ends.push(async () => copies[number].process.kill('SIGKILL'))
  const front = await startNginx(copies.map(({ address }) => Number(address.port)))
  const ask = client(front)

  await step('Plain HTTP leads to HTTPS', async () => {
    const { status, headers } = await send(http, { port: front.plain, path: '/agents?search=x' })
    assert.deepEqual([status, headers.location], [308, `https://${NAME}/agents?search=x`])
  })

  const headers = await step('A sign-in through nginx is one over HTTPS', async () => {
    const body = { clientName: 'DEMO', userName: 'manager', password: 'demo-pass-1' }
    const reply = await ask('POST', '/dashboard/session', { body, headers: { 'x-forwarded-for': '192.0.2.1' } })
    assert.equal(reply.status, 200, reply.body)
    const [cookie] = reply.headers['set-cookie'] ?? []
    assert.match(cookie, /^__Host-agent-console-session=.+HttpOnly; Secure; SameSite=Strict/)
    assert.match(reply.headers['strict-transport-security'], /max-age/)
    return { cookie: cookie.split(';')[0], origin: `https://${NAME}:${front.port}` }
  })

  await step('What is written through one copy is read through the other', async () => {
    for (let wrapUpTime = 1; wrapUpTime <= 20; wrapUpTime++) {
      const written = await ask('PUT', `/configuration/agents/${AGENT}`, { headers, body: { wrapUpTime } })
      assert.equal(written.status, 204, written.body)
      for (const each of [ask, ask, ...copies.map(({ address }) => behind(address))]) {
        const read = await each('GET', `/configuration/agents/${AGENT}`, { headers })
        assert.deepEqual([read.status, JSON.parse(read.body).wrapUpTime], [200, wrapUpTime])
      }
    }
    const served = await Promise.all(copies.map(({ address }) => countOf(address, 'updateAgent')))
    assert.ok(Math.min(...served) > 0, `one copy took none of the writes: ${served.join(', ')}`)
    return { writesByCopy: served }
  })

  await step('A page of another site writes nothing', async () => {
    const forged = { ...headers, origin: 'https://elsewhere.example' }
    const reply = await ask('PUT', `/configuration/agents/${AGENT}`, { headers: forged, body: { wrapUpTime: 99 } })
    assert.equal(reply.status, 403)
  })

  await step("A caller's word for its own address is not taken", async () => {
    const spoofed = { ...headers, 'x-forwarded-for': '192.0.2.1', 'x-real-ip': '192.0.2.1' }
    await ask('PUT', `/configuration/agents/${AGENT}`, { headers: spoofed, body: { wrapUpTime: 50 } })
    const { body } = await ask('GET', '/dashboard/changes?count=1&offset=0', { headers })
    assert.equal(JSON.parse(body).change[0].address, '127.0.0.1')
  })

  await step('What is measured is not for the world', async () => {
    for (const path of ['/metrics', '/METRICS/', '//metrics', '/metrics?x=1', '/%6detrics', '/./metrics'])
      assert.equal((await ask('GET', path)).status, 404, path)
    for (const { address } of copies) {
      assert.equal((await send(http, { port: address.port, path: '/metrics' })).status, 200)
      const forwarded = { 'x-forwarded-for': '127.0.0.1' }
      assert.equal((await send(http, { port: address.port, path: '/metrics', headers: forwarded })).status, 404)
    }
  })

  await step('What nginx costs', async () => {
    const direct = behind(copies[0].address)
    const times = { direct: [], nginx: [] }
    for (let i = 0; i < 300; i++)
      for (const [way, each] of Object.entries({ direct, nginx: ask })) {
        const start = performance.now()
        await each('GET', `/configuration/agents/${AGENT}`, { headers })
        times[way].push(performance.now() - start)
      }
    const median = (values) => Number(values.sort((a, b) => a - b)[values.length >> 1].toFixed(2))
    return { medianMs: { direct: median(times.direct), nginx: median(times.nginx) } }
  })

  await step('A rolling restart', async () => {
    const load = startLoad(ask, headers)
    for (let round = 0; round < ROUNDS; round++)
      for (const [number, copy] of copies.entries()) {
        assert.equal(await copy.stop(), 0)
        copies[number] = await startServerProcess({ ...variables, PORT: copy.address.port })
        await load.afterMore(20)
      }
    const { requests, failures, created } = await load.stop()
    for (const [loginId, id] of created) {
      const body = { loginId }
      const found = await ask('POST', '/configuration/agents/search?count=2&offset=0', { headers, body })
      assert.deepEqual(
        JSON.parse(found.body).agent.map((agent) => agent.id),
        [id],
        loginId,
      )
    }
    return { restarts: 2 * ROUNDS, requests, createdAndFoundOnce: created.size, failures }
  })
}

async function step(title, work) {
  const figures = await work()
  console.log(`${title}: ${figures && !figures.cookie ? JSON.stringify(figures) : 'yes'}`)
  return figures
}

/** nginx with the very files of deploy/nginx/, but for its ports, its certificate and those of the copies. */
async function startNginx(ports) {
  const [plain, port] = [await freePort(), await freePort()]
  const certificate = join(folder, 'certificate.pem')
  const key = join(folder, 'key.pem')
  const subject = ['-subj', `/CN=${NAME}`, '-addext', `subjectAltName=DNS:${NAME}`]
  const fresh = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-keyout', key, '-out', certificate]
  execFileSync('openssl', [...fresh, ...subject], { stdio: 'ignore' })

  const replace = (all, [from, to]) => {
    assert.ok(all.includes(from), `deploy/nginx/agent-console.conf has no ${from}`)
    return all.replace(from, to)
  }
  const site = [
    ['127.0.0.1:4301', `127.0.0.1:${ports[0]}`],
    ['127.0.0.1:4302', `127.0.0.1:${ports[1]}`],
    ['listen 80;', `listen 127.0.0.1:${plain};`],
    ['listen 443 ssl', `listen 127.0.0.1:${port} ssl`],
    ['/etc/ssl/agent-console/fullchain.pem', certificate],
    ['/etc/ssl/agent-console/privkey.pem', key],
  ].reduce(replace, readFileSync(join(root, 'deploy/nginx/agent-console.conf'), 'utf8'))
  writeFileSync(join(folder, 'site.conf'), site)
  writeFileSync(join(folder, 'proxy.conf'), readFileSync(join(root, 'deploy/nginx/proxy.conf')))
  for (const each of ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']) mkdirSync(join(folder, each))
  const temporary = [
    'client_body_temp_path body;',
    ...['proxy', 'fastcgi', 'uwsgi', 'scgi'].map((each) => `${each}_temp_path ${each};`),
  ]
  writeFileSync(
    join(folder, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root;' : ''} daemon off; pid nginx.pid; error_log stderr warn;
     events {} http { ${temporary.join(' ')} include site.conf; }`,
  )
  const child = spawn(nginx, ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk) => (said = (said + chunk).slice(-4000)))
  ends.push(async () => {
    if (child.exitCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  })
  const ca = readFileSync(certificate)
  for (;;) {
    assert.equal(child.exitCode, null, `nginx ended: ${said}`)
    const up = await send(https, { port, ca, servername: NAME, path: '/healthz' }).catch(() => undefined)
    if (up?.status === 200) return { port, plain, ca }
  }
}

/** Asks as a browser would that knows the name alone. */
const client =
  ({ port, ca }) =>
  (method, path, { headers = {}, body } = {}) =>
    send(https, { port, ca, servername: NAME, method, path, headers: { host: `${NAME}:${port}`, ...headers } }, body)

/** Asks a copy itself, with the headers that nginx sends. */
const behind =
  ({ port }) =>
  (method, path, { headers = {}, body } = {}) => {
    const forwarded = { host: NAME, 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https', ...headers }
    return send(http, { port, method, path, headers: forwarded }, body)
  }

async function send({ request }, options, body) {
  const json = body && { 'content-type': 'application/json' }
  const host = options.port && !options.headers?.host ? { host: options.servername ?? NAME } : {}
  const local = options.path === '/metrics' ? { host: '127.0.0.1' } : host
  const sent = request({
    host: '127.0.0.1',
    agent: false,
    ...options,
    headers: { ...local, ...json, ...options.headers },
  })
  sent.end(body && JSON.stringify(body))
  const [reply] = await once(sent, 'response')
  return { status: reply.statusCode, headers: reply.headers, body: await text(reply) }
}

/** How many requests of an operation a copy has answered. */
async function countOf({ port }, operation) {
  const { body } = await send(http, { port, path: '/metrics' })
  const counts = body.matchAll(
    new RegExp(`^agent_console_requests_total\\{operation="${operation}".*\\} (\\d+)$`, 'gm'),
  )
  return [...counts].reduce((total, [, count]) => total + Number(count), 0)
}

/** Four clients that read, change and create, one request after the other, and note what was not done. */
function startLoad(ask, headers) {
  let stopped = false
  let requests = 0
  const created = new Map()
  const failures = {}
  const fail = (what) => (failures[what] = (failures[what] ?? 0) + 1)
  const attempt = async (wanted, method, ...rest) => {
    requests++
    const reply = await ask(method, ...rest).catch((error) => ({ status: error.code, body: '' }))
    if (reply.status !== wanted) fail(`${method} ${reply.status}`)
    return reply.status === wanted ? reply : undefined
  }
  const agentOf = (number) => {
    const names = { firstName: 'Rolling', lastName: 'Restart', password: 'rolling-pass-1', phone: '5550100' }
    return { loginId: `ROLLING${number}.`, ...names, wrapUpTime: 0, homeAgent: true, active: true }
  }
  const clients = [0, 1, 2, 3].map(async (number) => {
    for (let i = 0; !stopped; i++) {
      await attempt(200, 'GET', `/configuration/agents/${AGENT}`, { headers })
      await attempt(204, 'PUT', `/configuration/agents/${AGENT}`, { headers, body: { wrapUpTime: i } })
      const body = agentOf(`${number}_${i}`)
      const reply = await attempt(201, 'POST', '/configuration/agents', { headers, body })
      if (reply) created.set(body.loginId, JSON.parse(reply.body).id)
    }
  })
  return {
    async afterMore(count) {
      const until = requests + count
      while (requests < until) await new Promise((resolve) => setImmediate(resolve))
    },
    async stop() {
      stopped = true
      await Promise.all(clients)
      return { requests, failures, created }
    },
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

try {
  await run()
} finally {
  for (const end of ends.reverse()) await end()
}
