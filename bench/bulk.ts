// Measures how much a running bulk change slows other requests, and the time of its preview, on either engine. With the usual
// number of agents it writes docs/bulk-changes.md.
import http from 'node:http'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Request } from 'autocannon'
import { format, resolveConfig } from 'prettier'
import type { BulkChange, NewBulkChange } from '#contract/bulk-changes.ts'
import { hashPassword } from '#server/accounts/passwords.ts'
import { openDatabase, type DatabaseLocation } from '#server/database/open.ts'
import { loadDemoData } from '#server/first-start/load-demo-data.ts'
import { createDatabase } from '#server/testing/postgres-databases.ts'
import { findPostgresPrograms, startPostgres } from '#server/testing/postgres-server.ts'
import { startServerProcess, type ServerProcess } from '#server/testing/server-process.ts'
import { ACCOUNT, subjectsOf } from '#bench/subjects.ts'

const AGENTS = 100_000
const READ = ['read an agent', 'list 50', 'search three letters of a name, first 5', 'find: a last name and a filter']
/** Reads with no bulk change and beside one take turns this often: other work on the machine then slows both. */
const TURNS = 20
/** The agents of the bulk change beside a turn's reads: more than it gets through meanwhile. */
const BESIDE = 500
/** Milliseconds that the bulk change has for itself, to tell how fast it is. */
const LEFT_ALONE = 3000

const { values } = parseArgs({
  options: {
    agents: { type: 'string', default: String(AGENTS) },
    /** Seconds for each subject, with no bulk change and beside one. */
    seconds: { type: 'string', default: '12' },
  },
})
const agents = Number(values.agents)
const msOfTurn = (Number(values.seconds) * 1000) / TURNS

/** Milliseconds of each read. */
interface Turn {
  alone: number[]
  beside: number[]
}

interface Measured {
  engine: string
  subjects: { name: string; turns: Turn[] }[]
  /** Of a bulk change of all agents: how long its preview took, and how much the server's peak of memory grew. */
  preview: { seconds: number; megabytes: number }
  /** Agents per second, while nobody else asks and while others read. */
  rates: [number, number]
}

type Call = <Body>(method: string, path: string, body?: object) => Promise<Body>

async function callerOf({ url }: ServerProcess): Promise<{ call: Call; headers: Record<string, string> }> {
  const json = { 'content-type': 'application/json' }
  const signIn = await fetch(new URL('/session/login', url), {
    method: 'POST',
    headers: json,
    body: JSON.stringify(ACCOUNT),
  })
  // The reply of Login.
  const headers = { 'lv-session': ((await signIn.json()) as { sessionId: string }).sessionId }
  return {
    headers,
    async call<Body>(method: string, target: string, body?: object) {
      const reply = await fetch(new URL(target, url), {
        method,
        headers: { ...headers, ...(body && json) },
        ...(body && { body: JSON.stringify(body) }),
      })
      const text = await reply.text()
      if (!reply.ok) throw new Error(`${method} ${target}: ${reply.status} ${text}`)
      // The route's own schema wrote it.
      return (text ? JSON.parse(text) : undefined) as Body
    },
  }
}

/** The most memory that a process has had, in megabytes. */
const peakOf = ({ pid }: ServerProcess) =>
  Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

async function measure(engine: string, location: DatabaseLocation): Promise<Measured> {
  const db = await openDatabase(location, (empty) => loadDemoData(empty, { agents, now: Date.now(), hashPassword }))
  const subjects = (await subjectsOf(db)).filter(({ name }) => READ.includes(name))
  const first = await db
    .selectFrom('agent')
    .select('id')
    .orderBy('id')
    .limit(TURNS * BESIDE)
    .execute()
  const ids = first.map(({ id }) => id)
  await db.destroy()
  const server = await startServerProcess({
    DEMO_DATA: 'on',
    ...('url' in location ? { DATABASE_URL: location.url } : { DATA_DIR: location.dataDir }),
  })
  try {
    const { call, headers } = await callerOf(server)
    const look = (id: number) => call<BulkChange>('GET', `/dashboard/bulk-changes/${id}`)
    let wrapUpTime = 70
    /** Returns the id of the draft, once it is planned. Each sets another time, so that every agent changes. */
    const plan = async (who: NewBulkChange['who']) => {
      const draft: NewBulkChange = { who, changes: [{ kind: 'set-wrap-up-time', wrapUpTime: wrapUpTime++ }] }
      const { id } = await call<{ id: number }>('POST', '/dashboard/bulk-changes', draft)
      while (!(await look(id)).isPlanned) await wait(20)
      return id
    }
    const apply = async (id: number) => {
      await call('POST', `/dashboard/bulk-changes/${id}/apply`, {})
      while (!(await look(id)).items.applied) await wait(20)
    }
    const stop = async (id: number) => {
      const { status, ...end } = await look(id)
      if (status !== 'Running') throw new Error('the bulk change ended before the reads did: take more agents')
      await call('POST', `/dashboard/bulk-changes/${id}/stop`)
      return { status, ...end }
    }

    const reader = readerOf(server, headers)
    for (const { requests } of subjects) await reader.read(requests, 1000)
    const before = peakOf(server)
    const began = performance.now()
    const ofAll = await plan({ question: {} })
    const preview = { seconds: (performance.now() - began) / 1000, megabytes: peakOf(server) - before }
    await apply(ofAll)
    const from = await look(ofAll)
    await wait(LEFT_ALONE)
    const to = await look(ofAll)
    for (const { requests } of subjects) await reader.read(requests, LEFT_ALONE / subjects.length)
    const rates: [number, number] = [rateOf(from, to), rateOf(to, await stop(ofAll))]

    const measured: Measured['subjects'] = []
    for (const { name, requests } of subjects) {
      const turns: Turn[] = []
      for (let turn = 0; turn < TURNS; turn++) {
        const id = await plan({ agents: ids.slice(turn * BESIDE, (turn + 1) * BESIDE) })
        const alone = await reader.read(requests, msOfTurn)
        await apply(id)
        turns.push({ alone, beside: await reader.read(requests, msOfTurn) })
        await stop(id)
      }
      measured.push({ name, turns })
    }
    reader.end()
    return { engine, subjects: measured, preview, rates }
  } finally {
    await server.end('SIGTERM')
  }
}

const rateOf = (from: Pick<BulkChange, 'items' | 'checkedAt'>, to: Pick<BulkChange, 'items' | 'checkedAt'>) =>
  ((to.items.applied - from.items.applied) * 1000) / (to.checkedAt - from.checkedAt)

/** A caller who asks again as soon as they are answered, over one connection. */
function readerOf({ url }: ServerProcess, headers: Record<string, string>) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  const ask = ({ path: target, method, body, headers: more }: Request) =>
    new Promise<void>((resolve, reject) => {
      const sent = http.request(
        new URL(target ?? '', url),
        { agent, method, headers: { ...headers, ...more } },
        (reply) => {
          if (reply.statusCode !== 200) reject(new Error(`${target}: ${reply.statusCode}`))
          reply.resume().on('end', resolve)
        },
      )
      sent.on('error', reject).end(body)
    })
  let asked = 0
  return {
    /** Asks for so long, going on in the list where it stopped. Returns the milliseconds of each. */
    async read(requests: readonly Request[], ms: number): Promise<number[]> {
      const times: number[] = []
      const end = performance.now() + ms
      while (performance.now() < end) {
        const began = performance.now()
        await ask(requests[asked++ % requests.length] ?? {})
        times.push(performance.now() - began)
      }
      return times
    },
    end: () => agent.destroy(),
  }
}

const all: Measured[] = []
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'agent-console-bench-'))
all.push(await measure('SQLite', { dataDir }))
rmSync(dataDir, { recursive: true })
if (!findPostgresPrograms()) console.log('PostgreSQL is left out: its server programs are not installed.')
else {
  const postgres = await startPostgres(['shared_buffers=1GB', 'max_wal_size=4GB'])
  try {
    const { url } = await createDatabase(postgres.url)
    all.push(await measure('PostgreSQL', { url }))
  } finally {
    await postgres.stop()
  }
}

const fixed = (value: number, digits = 1) => value.toFixed(digits)
const at = (list: readonly number[], share: number) =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length * share)] ?? Number.NaN

/** Times with no bulk change and beside one, over all turns, and their ratio. */
function cells(turns: readonly Turn[], share: number): string {
  const alone = at(
    turns.flatMap((turn) => turn.alone),
    share,
  )
  const beside = at(
    turns.flatMap((turn) => turn.beside),
    share,
  )
  return `${fixed(alone, 2)} | ${fixed(beside, 2)} | **${fixed(beside / alone, 2)}**`
}

const text = `# Bulk changes

Written by \`npm run bench:bulk\`, with ${agents.toLocaleString('en')} agents: how long others wait for what they read while a bulk change of all of
them runs, beside the same reads with none running. Server, database and reader share ${os.cpus().length} cores; one reader asks again as soon
as it is answered; ${TURNS} turns with none and ${TURNS} beside one, by turns. What is promised is the ratio: at most 1.5.

| engine | read | p50 ms, none running | beside one | ratio | p95 ms, none running | beside one | ratio |
| --- | --- | --- | --- | --- | --- | --- | --- |
${all
  .flatMap(({ engine, subjects }) =>
    subjects.map(({ name, turns }) => `| ${engine} | ${name} | ${cells(turns, 0.5)} | ${cells(turns, 0.95)} |`),
  )
  .join('\n')}

The bulk change itself rests after each agent, and longer while others ask (\`server/bulk-changes/run.ts\`). Its preview, by a question that
all agents answer, and its speed:

| engine | preview s | memory of the server for it, MB | agents per second | while others read |
| --- | --- | --- | --- | --- |
${all
  .map(({ engine, preview, rates }) => {
    const cellsOf = [
      engine,
      fixed(preview.seconds),
      fixed(preview.megabytes, 0),
      ...rates.map((rate) => fixed(rate, 0)),
    ]
    return `| ${cellsOf.join(' | ')} |`
  })
  .join('\n')}
`
console.log(text)
const file = 'docs/bulk-changes.md'
if (agents === AGENTS) writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }))
