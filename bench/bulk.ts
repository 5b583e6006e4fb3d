// Measures how much a running bulk change slows other requests, and the time of its preview, on either engine. With the usual
// number of agents it writes docs/bulk-changes.md.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'
import type { BulkChange, NewBulkChange } from '#contract/bulk-changes.ts'
import { hashPassword } from '#server/accounts/passwords.ts'
import { openDatabase, type DatabaseLocation } from '#server/database/open.ts'
import { loadDemoData } from '#server/first-start/load-demo-data.ts'
import { createDatabase } from '#server/testing/postgres-databases.ts'
import { findPostgresPrograms, startPostgres } from '#server/testing/postgres-server.ts'
import { startServerProcess, type ServerProcess } from '#server/testing/server-process.ts'
import { load, type Figures } from '#bench/load.ts'
import { ACCOUNT, subjectsOf, type Subject } from '#bench/subjects.ts'

const AGENTS = 100_000
const READ = ['read an agent', 'list 50', 'search three letters of a name, first 5', 'find: a last name and a filter']
const TURNS = 3
/** Milliseconds that the bulk change has for itself, to tell how fast it is. */
const LEFT_ALONE = 3000

const { values } = parseArgs({
  options: {
    agents: { type: 'string', default: String(AGENTS) },
    /** Seconds for each subject and turn. */
    seconds: { type: 'string', default: '4' },
  },
})
const agents = Number(values.agents)
const duration = Number(values.seconds)

interface Turn {
  /** How long it took, and how much the server's peak of memory grew. */
  preview: { seconds: number; megabytes: number }
  /** By subject. */
  alone: Figures[]
  beside: Figures[]
  /** Agents per second, while nobody else asks and while others read. */
  rates: [number, number]
}

interface Measured {
  engine: string
  subjects: string[]
  turns: Turn[]
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
  await db.destroy()
  const server = await startServerProcess({
    DEMO_DATA: 'on',
    ...('url' in location ? { DATABASE_URL: location.url } : { DATA_DIR: location.dataDir }),
  })
  try {
    const { call, headers } = await callerOf(server)
    const read = ({ requests }: Subject) => load(server.url.origin, { requests, headers, connections: 1, duration })
    for (const subject of subjects) await read(subject)
    const turns: Turn[] = []
    for (let turn = 0; turn < TURNS; turn++) {
      const before = peakOf(server)
      const began = performance.now()
      const draft: NewBulkChange = {
        who: { question: {} },
        changes: [{ kind: 'set-wrap-up-time', wrapUpTime: 70 + turn }],
      }
      const { id } = await call<{ id: number }>('POST', '/dashboard/bulk-changes', draft)
      const of = `/dashboard/bulk-changes/${id}`
      const look = () => call<BulkChange>('GET', of)
      while (!(await look()).isPlanned) await wait(100)
      const preview = { seconds: (performance.now() - began) / 1000, megabytes: peakOf(server) - before }

      const alone = await each(subjects, read)
      await call('POST', `${of}/apply`, {})
      while (!(await look()).items.applied) await wait(100)
      const from = await look()
      await wait(LEFT_ALONE)
      const to = await look()
      const beside = await each(subjects, read)
      const end = await look()
      if (end.status !== 'Running') throw new Error('the bulk change ended before the reads did: take more agents')
      await call('POST', `${of}/stop`)
      turns.push({ preview, alone, beside, rates: [rateOf(from, to), rateOf(to, end)] })
    }
    return { engine, subjects: subjects.map(({ name }) => name), turns }
  } finally {
    await server.end('SIGTERM')
  }
}

const rateOf = (from: BulkChange, to: BulkChange) =>
  ((to.items.applied - from.items.applied) * 1000) / (to.checkedAt - from.checkedAt)

async function each(subjects: readonly Subject[], read: (subject: Subject) => Promise<Figures>): Promise<Figures[]> {
  const figures: Figures[] = []
  for (const subject of subjects) figures.push(await read(subject))
  return figures
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
const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[list.length >> 1] ?? Number.NaN

/** Times without a bulk change and beside one, and their ratio: of several turns, the median of each. */
function cells(turns: readonly Turn[], i: number, key: 'p50' | 'p95'): string {
  const alone = turns.map((turn) => turn.alone[i]?.[key] ?? Number.NaN)
  const beside = turns.map((turn) => turn.beside[i]?.[key] ?? Number.NaN)
  const ratios = beside.map((ms, turn) => ms / (alone[turn] ?? Number.NaN))
  return `${fixed(median(alone), 2)} | ${fixed(median(beside), 2)} | **${fixed(median(ratios), 2)}**`
}

const text = `# Bulk changes

Written by \`npm run bench:bulk\`, with ${agents.toLocaleString('en')} agents: how long others wait for what they read while a bulk change of all of
them runs, beside the same reads with none running. Server, database and reader share ${os.cpus().length} cores; one reader asks again as soon
as it is answered; the median of ${TURNS} turns. What is promised is the ratio: at most 1.5.

| engine | read | p50 ms, none running | beside one | ratio | p95 ms, none running | beside one | ratio |
| --- | --- | --- | --- | --- | --- | --- | --- |
${all
  .flatMap(({ engine, subjects, turns }) =>
    subjects.map((subject, i) => `| ${engine} | ${subject} | ${cells(turns, i, 'p50')} | ${cells(turns, i, 'p95')} |`),
  )
  .join('\n')}

The bulk change itself rests after each agent, and longer while others ask (\`server/bulk-changes/run.ts\`). Its preview, by a question that
all agents answer, and its speed:

| engine | preview s | memory of the server for it, MB | agents per second | while others read |
| --- | --- | --- | --- | --- |
${all
  .map(({ engine, turns }) => {
    const of = (figure: (turn: Turn) => number, digits = 0) => fixed(median(turns.map(figure)), digits)
    // The peak is the process's: a later preview hardly moves it.
    const most = fixed(Math.max(...turns.map(({ preview }) => preview.megabytes)), 0)
    return `| ${engine} | ${of(({ preview }) => preview.seconds, 1)} | ${most} | ${of(({ rates }) => rates[0])} | ${of(({ rates }) => rates[1])} |`
  })
  .join('\n')}
`
console.log(text)
const file = 'docs/bulk-changes.md'
if (agents === AGENTS) writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }))
