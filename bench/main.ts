import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'
import { loadDemoData } from '#server/first-start/load-demo-data.ts'
import { openDatabase, type DatabaseLocation } from '#server/database/open.ts'
import { hashPassword } from '#server/accounts/passwords.ts'
import { createDatabase } from '#server/testing/postgres-databases.ts'
import { findPostgresPrograms, startPostgres } from '#server/testing/postgres-server.ts'
import { NODE_FLAGS, startServerProcess } from '#server/testing/server-process.ts'
import { load, type Figures } from '#bench/load.ts'
import { report, type Row } from '#bench/report.ts'
import { ACCOUNT, subjectsOf, type Subject } from '#bench/subjects.ts'

// Loads the server on either engine, at several sizes, beside a bare handler, turn by turn, and writes docs/benchmarks.md.

const { values, positionals } = parseArgs({
  /** The subjects to measure; without any, all of them, and only then are the figures written down. */
  allowPositionals: true,
  options: {
    sqlite: { type: 'string', default: '1000,10000,100000' },
    postgres: { type: 'string', default: '1000,10000,100000,1000000' },
    /** Seconds for each subject and size. */
    seconds: { type: 'string', default: '6' },
  },
})
const turns = Number(values.seconds)
const sizesOf = (list: string) => list.split(',').filter(Boolean).map(Number)

/** A server and a bare handler on a database with so many agents. */
interface Site {
  agents: number
  subjects: Map<string, Subject>
  address: string
  bareAddress: string
  headers: Record<string, string>
  stop: () => Promise<void>
}

async function siteOf(agents: number, location: DatabaseLocation): Promise<Site> {
  const db = await openDatabase(location, (empty) => loadDemoData(empty, { agents, now: Date.now(), hashPassword }))
  const subjects = await subjectsOf(db)
  await db.destroy()
  const variables: Record<string, string> =
    'url' in location
      ? { DATABASE_URL: location.url, DEMO_DATA: 'on' }
      : { DATA_DIR: location.dataDir, DEMO_DATA: 'on' }
  const server = await startServerProcess(variables)
  const bare = await startBare(variables)
  const signIn = await fetch(new URL('/session/login', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ACCOUNT),
  })
  // The reply of Login.
  const { sessionId } = (await signIn.json()) as { sessionId: string }
  return {
    agents,
    subjects: new Map(subjects.map((subject) => [subject.name, subject])),
    address: server.url.origin,
    bareAddress: bare.address,
    headers: { 'lv-session': sessionId },
    async stop() {
      await server.end('SIGTERM')
      await bare.stop()
    },
  }
}

interface Turn {
  figures: Figures
  bare: Figures | undefined
}

/** The sizes take turns of a second, each with its bare handler: other work on the machine then slows all of them. */
async function measure(engine: Row['engine'], sites: readonly Site[]): Promise<Row[]> {
  const names = [...(sites[0]?.subjects.keys() ?? [])].filter(
    (name) => !positionals.length || positionals.includes(name),
  )
  const rows: Row[] = []
  for (const name of names) {
    const turnsOf = new Map<Site, Turn[]>(sites.map((site) => [site, []]))
    // The first turn warms caches up.
    for (let turn = 0; turn <= turns; turn++)
      for (const site of sites) {
        const taken = await takeTurn(site, name)
        if (turn > 0) turnsOf.get(site)?.push(taken)
      }
    const [smallest = []] = turnsOf.values()
    for (const [{ agents }, ofSite] of turnsOf) {
      const each = (of: (figures: Figures) => number) => median(ofSite.map(({ figures }) => of(figures)))
      const row: Row = {
        engine,
        agents,
        subject: name,
        p50: each(({ p50 }) => p50),
        p95: each(({ p95 }) => p95),
        rate: each(({ rate }) => rate),
        growth: median(ofSite.map(({ figures }, turn) => figures.p95 / (smallest[turn]?.figures.p95 ?? Number.NaN))),
      }
      const ratios = ofSite.flatMap(({ figures, bare }) => (bare ? [figures.rate / bare.rate] : []))
      if (ratios.length) row.ratio = median(ratios)
      rows.push(row)
      console.log(
        `${engine} ${agents} ${name}: p50 ${row.p50} ms, p95 ${row.p95} ms (${row.growth.toFixed(2)}), ${Math.round(row.rate)}/s ${row.ratio?.toFixed(2) ?? ''}`,
      )
    }
  }
  return rows
}

async function takeTurn({ subjects, headers, address, bareAddress }: Site, name: string): Promise<Turn> {
  const subject = subjects.get(name)
  if (!subject) throw new Error(`no subject ${name}`)
  const { requests, connections, bare } = subject
  const asked = { requests, headers, connections, duration: 1 }
  return { figures: await load(address, asked), bare: bare && (await load(bareAddress, asked)) }
}

const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[list.length >> 1] ?? Number.NaN

async function startBare(variables: Record<string, string>) {
  const child = spawn(process.execPath, [...NODE_FLAGS, '--import', 'tsx', 'bench/bare.ts'], {
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return {
    address: line.replace(/^.* at /, ''),
    async stop() {
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}

const rows: Row[] = []
const folder = mkdtempSync(path.join(os.tmpdir(), 'agent-console-bench-'))
await compare('SQLite', values.sqlite, async (agents) => ({ dataDir: path.join(folder, String(agents)) }))
rmSync(folder, { recursive: true })
if (!findPostgresPrograms()) console.log('PostgreSQL is left out: its server programs are not installed.')
else {
  // As it comes, but for the memory that a server of its own would have: every commit is on the disk before it is answered.
  const postgres = await startPostgres(['shared_buffers=1GB', 'max_wal_size=4GB'])
  try {
    await compare('PostgreSQL', values.postgres, () => createDatabase(postgres.url))
  } finally {
    await postgres.stop()
  }
}

async function compare(engine: Row['engine'], sizes: string, locate: (agents: number) => Promise<DatabaseLocation>) {
  const sites: Site[] = []
  try {
    for (const agents of sizesOf(sizes)) sites.push(await siteOf(agents, await locate(agents)))
    rows.push(...(await measure(engine, sites)))
  } finally {
    for (const site of sites) await site.stop()
  }
}

const file = 'docs/benchmarks.md'
if (!positionals.length)
  writeFileSync(file, await format(report(rows), { ...(await resolveConfig(file)), filepath: file }))
