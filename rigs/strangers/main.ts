// Measures what hostile requests cost the server, and how much slower an honest caller's reads get meanwhile.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { demoLogin } from '#server/first-start/demo/login.ts'
import { startServerProcess } from '#server/testing/server-process.ts'
import { fromStrangers, fromUsers, longOnes, type Hostile } from './hostile.ts'
import { send, sendSteadily, type Sent } from './requests.ts'
import type { Order } from './stranger.ts'

/** Requests sent one after the other, to measure the cost of one. */
const COUNTED = 100
/** Hostile requests and reads a second, side by side. */
const RATE = 100
const READS = 100
const SECONDS = 0.25
/** Reads alone and beside hostile requests take turns, so that other work on the machine slows both. */
const TURNS = 11
const MOST_AT_ONCE = 40

const connections = new http.Agent({ keepAlive: true, maxSockets: MOST_AT_ONCE })
const ownConnections = new http.Agent({ keepAlive: true })

const dataDir = mkdtempSync(path.join(tmpdir(), 'agent-console-strangers-'))
const server = await startServerProcess({ DATA_DIR: dataDir, DEMO_DATA: 'on', DEMO_AGENTS: '2000' })

const stranger = fork(new URL('stranger.ts', import.meta.url), {
  execArgv: ['--import', 'tsx'],
  serialization: 'advanced',
})

async function tellStranger(order: Order): Promise<void> {
  const answered = once(stranger, 'message')
  stranger.send(order)
  await answered
}

const sendHere = (sent: Sent) => send(server.url, connections, sent)

async function signIn(userName: string, agent: boolean): Promise<string> {
  const body = JSON.stringify({ ...demoLogin(userName), agent })
  const request = { method: 'POST', path: '/session/login', headers: { 'content-type': 'application/json' } }
  const { status, text } = await sendHere({ request, body })
  if (status !== 200) throw new Error(`${userName} cannot sign in: ${status} ${text}`)
  // The reply of Login.
  return (JSON.parse(text) as { sessionId: string }).sessionId
}

/** Returns the processor time of all threads of the server so far, in milliseconds. */
async function processorTime(): Promise<number> {
  const { text } = await sendHere({ request: { path: '/metrics' } })
  return 1000 * Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1])
}

async function costOf(hostile: Hostile, count = COUNTED): Promise<{ ms: number; statuses: Set<number> }> {
  const statuses = new Set<number>()
  for (let i = 0; i < 5; i++) await sendHere(hostile)
  const before = await processorTime()
  for (let i = 0; i < count; i++) statuses.add((await sendHere(hostile)).status)
  return { ms: ((await processorTime()) - before) / count, statuses }
}

/**
 * Returns the times of an honest caller's reads, in milliseconds, beside `hostile` if it is given. Reads are sent at fixed times and
 * count from then, so a server that is held up gets no fewer of them.
 */
async function timesOfReads(session: string, hostile?: Hostile): Promise<number[]> {
  const read = { request: { path: '/configuration/agents/324515', headers: { 'lv-session': session } } }
  if (hostile) await tellStranger({ url: server.url.href, sent: hostile, perSecond: RATE, atOnce: MOST_AT_ONCE })
  const times: number[] = []
  const end = sendSteadily(
    async (due) => {
      const { status } = await send(server.url, ownConnections, read)
      if (status !== 200) throw new Error(`A read was answered ${status}.`)
      times.push(performance.now() - due)
    },
    { perSecond: READS, atOnce: Infinity },
  )
  await wait(SECONDS * 1000)
  await end()
  if (hostile) await tellStranger('stop')
  return times
}

const medianOf = (list: readonly number[]) => list.toSorted((a, b) => a - b)[list.length >> 1] ?? Number.NaN

/** Medians over all turns, and the median of each turn's ratio. */
async function readsBeside(session: string, hostile: Hostile) {
  const turns: { alone: number[]; beside: number[] }[] = []
  for (let turn = 0; turn < TURNS; turn++)
    turns.push({ alone: await timesOfReads(session), beside: await timesOfReads(session, hostile) })
  return {
    alone: medianOf(turns.flatMap(({ alone }) => alone)),
    beside: medianOf(turns.flatMap(({ beside }) => beside)),
    ratio: medianOf(turns.map(({ alone, beside }) => medianOf(beside) / medianOf(alone))),
  }
}

const ms = (value: number) => `${value.toFixed(2)} ms`

try {
  const manager = await signIn('manager', false)
  const agent = await signIn('DEMOAGENT', true)
  await timesOfReads(manager)
  console.log(`
| a request | to | answered | takes of the server | a read, ${RATE} of them a second meanwhile | alone | ratio |
| --- | --- | --- | --- | --- | --- | --- |`)
  let most = 0
  let slowest = 0
  for (const hostile of [...fromStrangers(), ...fromUsers({ agent, manager })]) {
    const cost = await costOf(hostile)
    const { alone, beside, ratio } = await readsBeside(manager, hostile)
    const path = hostile.request.path.replace(/\?.*/, '')
    const cells = [
      hostile.name,
      path,
      [...cost.statuses].join(', '),
      ms(cost.ms),
      ms(beside),
      ms(alone),
      ratio.toFixed(2),
    ]
    console.log(`| ${cells.join(' | ')} |`)
    most = Math.max(most, cost.ms)
    slowest = Math.max(slowest, ratio)
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
  stranger.disconnect()
  connections.destroy()
  ownConnections.destroy()
  await server.end('SIGTERM')
  rmSync(dataDir, { recursive: true })
}
