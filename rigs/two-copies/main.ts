// Starts two copies of the server on one PostgreSQL behind nginx with TLS, as deploy/nginx/ has them, and throws them away
// afterwards. Checks that each copy reads the writes of the other, whichever copy a request meets, also while the copies are
// restarted in turn.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { demoLogin } from '#server/first-start/demo/login.ts'
import { lastingPort } from '#server/testing/lasting-port.ts'
import { findPostgresPrograms, startPostgres } from '#server/testing/postgres-server.ts'
import { fillOwnSite } from '#server/testing/own-site.ts'
import { startServerProcess } from '#server/testing/server-process.ts'
import { startLoad } from './load.ts'
import { findNginx, startFront } from './nginx.ts'
import { behind, client, countOf, NAME, send, type Headers } from './requests.ts'

const ROUNDS = Number(process.env['ROUNDS'] ?? 3)
// One of the demo data's.
const AGENT = '/configuration/agents/324515'

/** To be ended, the last at the front. */
const ends: (() => Promise<unknown> | void)[] = []

async function run(nginx: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'agent-console-nginx-'))
  ends.push(() => rmSync(folder, { recursive: true }))
  const postgres = await startPostgres()
  ends.push(() => postgres.stop())

  await fillOwnSite({ url: postgres.url }, 2000)

  const start = async (port: string) => {
    const copy = await startServerProcess({
      NODE_ENV: 'production',
      DATABASE_URL: postgres.url,
      TRUST_PROXY: '127.0.0.1',
      PORT: port,
    })
    ends.push(() => copy.end('SIGKILL'))
    return copy
  }
  // One after the other: a port is the copy's own once that listens.
  const first = await start(String(await lastingPort()))
  const second = await start(String(await lastingPort()))
  const copies = [first, second]
  const front = await startFront(nginx, folder, [first.url.port, second.url.port])
  ends.push(front.stop)
  const ask = client(front)

  await step('Plain HTTP leads to HTTPS', async () => {
    const { status, headers } = await send(http, {
      port: front.plain,
      path: '/agents?search=x',
      headers: { host: NAME },
    })
    assert.deepEqual([status, headers.location], [308, `https://${NAME}/agents?search=x`])
  })

  let headers: Headers = {}
  await step('A sign-in through nginx is one over HTTPS', async () => {
    const body = demoLogin()
    const reply = await ask('POST', '/dashboard/session', { body, headers: { 'x-forwarded-for': '192.0.2.1' } })
    assert.equal(reply.status, 200, reply.body)
    const [cookie = ''] = reply.headers['set-cookie'] ?? []
    assert.match(cookie, /^__Host-agent-console-session-\d+=.+HttpOnly; Secure; SameSite=Strict/)
    assert.match(reply.headers['strict-transport-security'] ?? '', /max-age/)
    headers = { cookie: cookie.replace(/;.*/, ''), origin: `https://${NAME}:${front.port}` }
  })

  await step('What is written through one copy is read through the other', async () => {
    for (let wrapUpTime = 1; wrapUpTime <= 20; wrapUpTime++) {
      const written = await ask('PUT', AGENT, { headers, body: { wrapUpTime } })
      assert.equal(written.status, 204, written.body)
      for (const each of [ask, ask, ...copies.map(({ url }) => behind(url))]) {
        const read = await each('GET', AGENT, { headers })
        assert.equal(read.status, 200, read.body)
        assert.match(read.body, new RegExp(`"wrapUpTime":${wrapUpTime}[,}]`))
      }
    }
    const writesByCopy = await Promise.all(copies.map(({ url }) => countOf(url, 'updateAgent')))
    assert.ok(Math.min(...writesByCopy) > 0, `one copy took none of the writes: ${writesByCopy.join(', ')}`)
    return { writesByCopy }
  })

  await step('A page of another site writes nothing', async () => {
    const forged = { ...headers, origin: 'https://elsewhere.example' }
    const reply = await ask('PUT', AGENT, { headers: forged, body: { wrapUpTime: 99 } })
    assert.equal(reply.status, 403)
  })

  await step("A caller's word for its own address is not taken", async () => {
    const spoofed = { ...headers, 'x-forwarded-for': '192.0.2.1', 'x-real-ip': '192.0.2.1' }
    await ask('PUT', AGENT, { headers: spoofed, body: { wrapUpTime: 50 } })
    const { body } = await ask('GET', '/dashboard/changes?count=1&offset=0', { headers })
    assert.match(body, /"address":"127\.0\.0\.1"/)
  })

  await step('What is measured is not for the world', async () => {
    for (const spelling of ['/metrics', '/METRICS/', '//metrics', '/metrics?x=1', '/%6detrics', '/./metrics'])
      assert.equal((await ask('GET', spelling)).status, 404, spelling)
    for (const { url } of copies) {
      const options = { port: url.port, path: '/metrics' }
      assert.equal((await send(http, options)).status, 200)
      assert.equal((await send(http, { ...options, headers: { 'x-forwarded-for': '127.0.0.1' } })).status, 404)
    }
  })

  await step('What nginx costs', async () => {
    const ways = { direct: behind(first.url), nginx: ask }
    const times = { direct: [] as number[], nginx: [] as number[] }
    for (let i = 0; i < 300; i++)
      for (const way of ['direct', 'nginx'] as const) {
        const began = performance.now()
        await ways[way]('GET', AGENT, { headers })
        times[way].push(performance.now() - began)
      }
    return { medianMs: { direct: median(times.direct), nginx: median(times.nginx) } }
  })

  await step('A rolling restart', async () => {
    const load = startLoad(ask, AGENT, headers)
    for (let round = 0; round < ROUNDS; round++)
      for (const [number, copy] of copies.entries()) {
        assert.equal(await copy.end('SIGTERM'), 0)
        copies[number] = await start(copy.url.port)
        await load.afterMore(20)
      }
    const { requests, failures, created } = await load.stop()
    assert.deepEqual(failures, {})
    for (const [loginId, id] of created) {
      const found = await ask('POST', '/configuration/agents/search?count=2&offset=0', { headers, body: { loginId } })
      // The reply of Find Matching Agents.
      const { agent } = JSON.parse(found.body) as { agent: { id: number }[] }
      assert.deepEqual(
        agent.map((each) => each.id),
        [id],
        loginId,
      )
    }
    return { restarts: 2 * ROUNDS, requests, createdAndFoundOnce: created.size }
  })
}

/** Runs the checks and prints the outcome. */
async function step(title: string, work: () => Promise<object | void>): Promise<void> {
  const figures = await work()
  console.log(`${title}: ${figures ? JSON.stringify(figures) : 'yes'}`)
}

function median(values: number[]): number {
  const middle = values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
  return Number(middle.toFixed(2))
}

const nginx = findNginx()
if (nginx === undefined || findPostgresPrograms() === undefined) {
  const missing = [nginx === undefined && 'nginx', findPostgresPrograms() === undefined && 'PostgreSQL'].filter(Boolean)
  console.log(`Two copies behind nginx: left out, ${missing.join(' and ')} not installed.`)
} else {
  try {
    await run(nginx)
  } finally {
    for (const end of ends.reverse()) await end()
  }
}
