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

// Loads the server on either engine, at several sizes, beside a bare handler in the same run, and writes docs/benchmarks.md.

const { values, positionals } = parseArgs({
  /** The subjects to measure; without any, all of them, and only then are the figures written down. */
  allowPositionals: true,
  options: {
    sqlite: { type: 'string', default: '1000,10000,100000' },
    postgres: { type: 'string', default: '1000,10000,100000,1000000' },
    /** Seconds for each subject. */
    seconds: { type: 'string', default: '4' },
  },
})
const duration = Number(values.seconds)
const sizesOf = (list: string) => list.split(',').filter(Boolean).map(Number)

async function measure(engine: Row['engine'], agents: number, location: DatabaseLocation): Promise<Row[]> {
  const db = await openDatabase(location, (empty) => loadDemoData(empty, { agents, now: Date.now(), hashPassword }))
  const isWanted = ({ name }: Subject) => !positionals.length || positionals.includes(name)
  const subjects = (await subjectsOf(db)).filter(isWanted)
  await db.destroy()
  const variables: Record<string, string> =
    'url' in location
      ? { DATABASE_URL: location.url, DEMO_DATA: 'on' }
      : { DATA_DIR: location.dataDir, DEMO_DATA: 'on' }
  const server = await startServerProcess(variables)
  const bare = await startBare(variables)
  const rows: Row[] = []
  try {
    const signIn = await fetch(new URL('/session/login', server.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ACCOUNT),
    })
    // The reply of Login.
    const { sessionId } = (await signIn.json()) as { sessionId: string }
    const headers = { 'lv-session': sessionId }
    for (const { name, requests, connections, bare: isBare } of subjects) {
      const ofServer = () => load(server.url.origin, { requests, headers, connections, duration })
      await load(server.url.origin, { requests, headers, connections, duration: 1 })
      // In turn, and twice: a disturbance of the machine then hits both.
      const first = await ofServer()
      const bareFigures = isBare && (await load(bare.address, { requests, headers, duration }))
      const figures = best(first, await ofServer())
      const ratio =
        bareFigures && figures.rate / best(bareFigures, await load(bare.address, { requests, headers, duration })).rate
      rows.push({ engine, agents, subject: name, ...figures, ...(ratio && { ratio }) })
      console.log(
        `${engine} ${agents} ${name}: p50 ${figures.p50} ms, p95 ${figures.p95} ms, ${Math.round(figures.rate)}/s ${ratio ? ratio.toFixed(2) : ''}`,
      )
    }
  } finally {
    await server.end('SIGTERM')
    await bare.stop()
  }
  return rows
}

const best = (one: Figures, other: Figures) => (one.rate > other.rate ? one : other)

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
for (const agents of sizesOf(values.sqlite)) {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'agent-console-bench-'))
  rows.push(...(await measure('SQLite', agents, { dataDir })))
  rmSync(dataDir, { recursive: true })
}
if (!findPostgresPrograms()) console.log('PostgreSQL is left out: its server programs are not installed.')
else {
  // As it comes, but for the memory that a server of its own would have: every commit is on the disk before it is answered.
  const postgres = await startPostgres(['shared_buffers=1GB', 'max_wal_size=4GB'])
  try {
    for (const agents of sizesOf(values.postgres)) {
      const { url, drop } = await createDatabase(postgres.url)
      rows.push(...(await measure('PostgreSQL', agents, { url })))
      await drop()
    }
  } finally {
    await postgres.stop()
  }
}
const file = 'docs/benchmarks.md'
if (!positionals.length)
  writeFileSync(file, await format(report(rows), { ...(await resolveConfig(file)), filepath: file }))
