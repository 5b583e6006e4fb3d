// Asks a supervisor's questions of a million agents in PostgreSQL, one at a time, and writes docs/finding.md. Loading so many takes long:
// with DATABASE_URL it asks a database that was loaded with demo data before.
import { writeFileSync } from 'node:fs'
import os from 'node:os'
import { parseArgs } from 'node:util'
import type { Request } from 'autocannon'
import { format, resolveConfig } from 'prettier'
import { agentQuestion, type CheckedQuestion } from '#contract/agent-question.ts'
import { hashPassword } from '#server/accounts/passwords.ts'
import { openDatabase } from '#server/database/open.ts'
import { hasDemoData } from '#server/database/site.ts'
import { FEW, leadsToFew } from '#server/directory/agents/driver.ts'
import { loadDemoData } from '#server/first-start/load-demo-data.ts'
import { createDatabase } from '#server/testing/postgres-databases.ts'
import { startPostgres } from '#server/testing/postgres-server.ts'
import { startServerProcess } from '#server/testing/server-process.ts'
import { load } from '#bench/load.ts'
import { ACCOUNT, subjectsOf } from '#bench/subjects.ts'

/** Milliseconds of p95: where the rarest part of a question leads to at most `FEW` agents, and otherwise. */
const PROMISED = { few: 100, many: 1000 }

const { values } = parseArgs({
  options: {
    agents: { type: 'string', default: '1000000' },
    /** Seconds for each question. */
    seconds: { type: 'string', default: '8' },
  },
})
const duration = Number(values.seconds)
const number = (value: number, digits = 0) =>
  value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits })

async function measure(url: string): Promise<{ agents: number; lines: string[] }> {
  const agents = Number(values.agents)
  const db = await openDatabase({ url })
  if (!(await hasDemoData(db))) await loadDemoData(db, { agents, now: Date.now(), hashPassword })
  const client = await db
    .selectFrom('client')
    .innerJoin('list_state', 'list_state.client_id', 'client.id')
    .select(['client.id', 'list_state.size'])
    .where('client.code', '=', ACCOUNT.clientName)
    .where('list_state.list', '=', 'agents')
    .executeTakeFirstOrThrow()
  const questions: { name: string; isOfFew: boolean; requests: Request[] }[] = []
  for (const { name, requests } of await subjectsOf(db)) {
    if (!name.startsWith('find: ')) continue
    const asked: { request: Request; isOfFew: boolean }[] = []
    for (const request of requests)
      asked.push({ request, isOfFew: await leadsToFew(db, client.id, questionIn(request)) })
    for (const isOfFew of [true, false]) {
      const some = asked.filter((each) => each.isOfFew === isOfFew).map(({ request }) => request)
      if (some.length) questions.push({ name: name.slice('find: '.length), isOfFew, requests: some })
    }
  }
  await db.destroy()
  const server = await startServerProcess({ DATABASE_URL: url, DEMO_DATA: 'on' })
  const lines: string[] = []
  try {
    const signIn = await fetch(new URL('/session/login', server.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ACCOUNT),
    })
    // The reply of Login.
    const headers = { 'lv-session': ((await signIn.json()) as { sessionId: string }).sessionId }
    for (const { name, isOfFew, requests } of questions) {
      const ask = (seconds: number) => load(server.url.origin, { requests, headers, connections: 1, duration: seconds })
      await ask(2)
      const { p50, p95 } = await ask(duration)
      const promised = isOfFew ? PROMISED.few : PROMISED.many
      const cells = [name, isOfFew ? 'few' : 'many', number(p50, 1), number(p95, 1), number(promised)]
      lines.push(`| ${cells.join(' | ')} | ${p95 <= promised ? 'kept' : '**missed**'} |`)
      console.log(lines.at(-1))
    }
  } finally {
    await server.end('SIGTERM')
  }
  return { agents: client.size, lines }
}

/** The question that a request asks. */
function questionIn({ path = '' }: Request): CheckedQuestion {
  const { searchParams } = new URL(path, 'http://server')
  searchParams.delete('client')
  const entries = [...searchParams.keys()].map((key) => [
    key,
    ['skill', 'service', 'callCenter'].includes(key) ? searchParams.getAll(key) : searchParams.get(key),
  ])
  return agentQuestion.parse(Object.fromEntries(entries))
}

const { DATABASE_URL: given } = process.env
const postgres = given ? undefined : await startPostgres(['shared_buffers=1GB', 'max_wal_size=4GB'])
try {
  const { agents, lines } = await measure(given ?? (await createDatabase(postgres?.url ?? '')).url)
  const text = `# Finding among a million

Written by \`npm run bench:find\`, with ${number(agents)} agents in PostgreSQL: a supervisor's questions, one at a time, a page of 50 with their
skills. *few*: a part of the question leads to at most ${number(FEW)} agents (\`server/directory/agents/driver.ts\`). Server, database and load share
${os.cpus().length} cores.

| question | leads to | p50 ms | p95 ms | promised p95 | |
| --- | --- | --- | --- | --- | --- |
${lines.join('\n')}
`
  const file = 'docs/finding.md'
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }))
} finally {
  await postgres?.stop()
}
