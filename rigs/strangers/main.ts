// Measures what hostile requests cost the server, and how much slower an honest caller's reads get meanwhile.
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { demoLogin } from '#server/first-start/demo/login.ts'
import { startServerProcess } from '#server/testing/server-process.ts'
import { fromStrangers, fromUsers, longOnes, type Hostile } from './hostile.ts'

/** Requests sent one after the other, to measure the cost of one. */
const COUNTED = 100
/** Hostile requests and reads a second, side by side. */
const RATE = 100
const READS = 100
const SECONDS = 0.5
/** Reads alone and beside hostile requests take turns. The best turn of each counts, because other work on the machine spoils some. */
const TURNS = 5
const MOST_AT_ONCE = 40

const connections = new http.Agent({ keepAlive: true, maxSockets: MOST_AT_ONCE })
const ownConnections = new http.Agent({ keepAlive: true })

const dataDir = mkdtempSync(path.join(tmpdir(), 'agent-console-strangers-'))
const server = await startServerProcess({ DATA_DIR: dataDir, DEMO_DATA: 'on', DEMO_AGENTS: '2000' })

/** Resolves to status 0 if the server hung up without a reply. */
function send(
  { request: { headers, ...request }, body }: Omit<Hostile, 'name'>,
  agent = connections,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve) => {
    const { hostname, port } = server.url
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
    const options = { ...request, hostname, port, agent, headers: { ...headers, ...length } }
    const sent = http.request(options, (reply) => {
      let text = ''
      reply.on('data', (chunk) => (text += String(chunk)))
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text }))
      reply.on('error', () => resolve({ status: 0, text }))
    })
    sent.on('error', () => resolve({ status: 0, text: '' }))
    sent.end(body)
  })
}

async function signIn(userName: string, agent: boolean): Promise<string> {
  const body = JSON.stringify({ ...demoLogin(userName), agent })
  const request = { method: 'POST', path: '/session/login', headers: { 'content-type': 'application/json' } }
  const { status, text } = await send({ request, body })
  if (status !== 200) throw new Error(`${userName} cannot sign in: ${status} ${text}`)
  // The reply of Login.
  return (JSON.parse(text) as { sessionId: string }).sessionId
}

/** Returns the processor time of all threads of the server so far, in milliseconds. */
async function processorTime(): Promise<number> {
  const { text } = await send({ request: { path: '/metrics' } })
  return 1000 * Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1])
}

async function costOf(hostile: Hostile, count = COUNTED): Promise<{ ms: number; statuses: Set<number> }> {
  const statuses = new Set<number>()
  for (let i = 0; i < 5; i++) await send(hostile)
  const before = await processorTime()
  for (let i = 0; i < count; i++) statuses.add((await send(hostile)).status)
  return { ms: ((await processorTime()) - before) / count, statuses }
}

/**
 * Returns the median time of an honest caller's reads, in milliseconds, beside `hostile` if it is given. Reads are sent at fixed
 * times and count from then, so a server that is held up gets no fewer of them.
 */
async function medianOfReads(session: string, hostile?: Hostile): Promise<number> {
  const read = { request: { path: '/configuration/agents/324515', headers: { 'lv-session': session } } }
  const stop = hostile && sendSteadily(() => send(hostile), { perSecond: RATE, atOnce: MOST_AT_ONCE })
  const times: number[] = []
  const end = sendSteadily(
    async (due) => {
      const { status } = await send(read, ownConnections)
      if (status !== 200) throw new Error(`A read was answered ${status}.`)
      times.push(performance.now() - due)
    },
    { perSecond: READS, atOnce: Infinity },
  )
  await wait(SECONDS * 1000)
  await Promise.all([end(), stop?.()])
  return times.sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN
}

/** Sends at fixed times, but skips while `atOnce` are on their way. Returns a function that stops it. */
function sendSteadily(
  sendOne: (due: number) => Promise<unknown>,
  { perSecond, atOnce }: { perSecond: number; atOnce: number },
): () => Promise<void> {
  const underWay = new Set<Promise<unknown>>()
  const every = 1000 / perSecond
  let next = performance.now()
  const timer = setInterval(() => {
    for (; next <= performance.now(); next += every) {
      if (underWay.size >= atOnce) continue
      const one = sendOne(next).finally(() => underWay.delete(one))
      underWay.add(one)
    }
  }, 2)
  return async () => {
    clearInterval(timer)
    await Promise.all(underWay)
  }
}

const ms = (value: number) => `${value.toFixed(2)} ms`

try {
  const manager = await signIn('manager', false)
  const agent = await signIn('DEMOAGENT', true)
  await medianOfReads(manager)
  console.log(`
| a request | to | answered | takes of the server | a read, ${RATE} of them a second meanwhile | alone |
| --- | --- | --- | --- | --- | --- |`)
  let most = 0
  let slowest = 0
  for (const hostile of [...fromStrangers(), ...fromUsers({ agent, manager })]) {
    const cost = await costOf(hostile)
    let [alone, meanwhile] = [Infinity, Infinity]
    for (let turn = 0; turn < TURNS; turn++) {
      alone = Math.min(alone, await medianOfReads(manager))
      meanwhile = Math.min(meanwhile, await medianOfReads(manager, hostile))
    }
    const path = hostile.request.path.replace(/\?.*/, '')
    console.log(
      `| ${[hostile.name, path, [...cost.statuses].join(', '), ms(cost.ms), ms(meanwhile), ms(alone)].join(' | ')} |`,
    )
    most = Math.max(most, cost.ms)
    slowest = Math.max(slowest, meanwhile / alone)
  }
  console.log(
    `\nThe costliest took ${ms(most)} of the server; a read took at most ${slowest.toFixed(1)} times as long.`,
  )
  // A hundred of them a second would keep this process busy too, and its reads would say nothing of the server.
  console.log(`
| a long request | answered | takes of the server |
| --- | --- | --- |`)
  for (const hostile of longOnes({ agent, manager })) {
    const cost = await costOf(hostile, 20)
    console.log(`| ${[hostile.name, [...cost.statuses].join(', '), ms(cost.ms)].join(' | ')} |`)
  }
} finally {
  connections.destroy()
  ownConnections.destroy()
  await server.end('SIGTERM')
  rmSync(dataDir, { recursive: true })
}
