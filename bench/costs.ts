// Counts the cost of each method of the Configuration API on PostgreSQL with few agents and with many, as PostgreSQL itself says
// (auto_explain), and how much each table takes per agent. Counts, not times; with the usual sizes it writes docs/costs.md.
import { sql } from 'kysely'
import { writeFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'
import { changesIn, CONSOLE_CHANGES } from '#contract/console-changes.ts'
import { dashboardOperations } from '#contract/dashboard.ts'
import { buildApp } from '#server/app.ts'
import { hashPassword } from '#server/accounts/passwords.ts'
import { demoLogin } from '#server/first-start/demo/login.ts'
import { loadDemoData } from '#server/first-start/load-demo-data.ts'
import { openDatabase } from '#server/database/open.ts'
import type { Database } from '#server/database/tables.ts'
import { createDatabase } from '#server/testing/postgres-databases.ts'
import { findPostgresPrograms, startPostgres } from '#server/testing/postgres-server.ts'

const SIZES = (process.env['AGENTS'] ?? '2000,20000,100000').split(',').map(Number)
const AGENT = 324515
const SKILL = 12366
const AGENT_ACCOUNT = { ...demoLogin('DEMOAGENT'), agent: true }

/** So few in the demo data that PostgreSQL reads them all, though there is an index. */
const FEW_ROWS = new Set([
  'client',
  'user_account',
  'session',
  'list_state',
  'service',
  'agent_skill',
  'agent_skill_level',
  'call_center',
  'rate',
  'sign_in_place',
])

if (!findPostgresPrograms()) {
  console.log('Costs on PostgreSQL: left out, PostgreSQL is not installed.')
  process.exit(0)
}

const explaining = ['analyze=on', 'buffers=on', 'timing=off', 'nested_statements=on', 'format=json']
const postgres = await startPostgres([
  'session_preload_libraries=auto_explain',
  ...explaining.map((each) => `auto_explain.log_${each}`),
  'log_line_prefix=@@',
  'fsync=off',
])
// A signal too ends it.
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => void postgres.stop().then(() => process.exit(1)))
let log = ''
postgres.process.stderr?.on('data', (chunk) => (log += String(chunk)))

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** The cost of a method: its statements, the rows they scanned, and the blocks of 8 kB they touched. */
interface Costs {
  statements: number
  blocks: number
  scans: readonly string[]
}

/** The ids of the objects created so far, by the method that did, and of the last change (`LAST_CHANGE`). */
type Created = ReadonlyMap<string, number>

interface Asked {
  name: string
  method: Method
  path: string | ((created: Created) => string)
  body?: object
}

interface Measured {
  sizes: string
  costs: ReadonlyMap<string, Costs>
}

async function costsWith(agents: number): Promise<Measured> {
  const { url, drop } = await createDatabase(postgres.url)
  const db = await openDatabase({ url })
  await loadDemoData(db, { agents, now: Date.now(), hashPassword })
  for (const statement of ['vacuum analyze', 'checkpoint']) await sql.raw(statement).execute(db)
  const sizes = await sizesOf(db, agents)
  // From here on, on new connections: the load would fill the log.
  await sql`alter database ${sql.id(new URL(url).pathname.slice(1))} set auto_explain.log_min_duration = 0`.execute(db)
  await db.destroy()
  const explained = await openDatabase({ url })
  const app = await buildApp({ database: explained, dashboardFolder: 'no-build-here' })
  let headers = {}
  const ask = async (method: Method, path: string, body?: object) => {
    const reply = await app.inject({ method, url: path, headers, ...(body && { payload: body }) })
    if (reply.statusCode >= 300) throw new Error(`${method} ${path}: ${reply.body}`)
    return reply
  }
  const signedIn = await ask('POST', login, demoLogin())
  headers = { 'lv-session': signedIn.json<{ sessionId: string }>().sessionId }
  const costs = new Map<string, Costs>()
  const created = new Map<string, number>()
  for (const { name, method, path, body } of ASKED) {
    // The connection and the session are warm for each.
    await ask('GET', '/configuration/agents/info')
    await settled(explained)
    log = ''
    const reply = await ask(method, typeof path === 'string' ? path : path(created), body)
    await settled(explained)
    costs.set(name, readPlans(log))
    if (reply.statusCode === 201) created.set(name, reply.json<{ id: number }>().id)
    const [change] = changesIn(String(reply.headers[CONSOLE_CHANGES.toLowerCase()] ?? ''))
    if (change !== undefined) created.set(LAST_CHANGE, change)
  }
  await app.close()
  await explained.destroy()
  await drop()
  return { sizes, costs }
}

/** The log is complete once it has a word that only this query has. */
async function settled(db: Database): Promise<void> {
  const mark = `mark-${Math.random()}`
  await sql`select ${sql.lit(mark)}::text`.execute(db)
  while (!log.includes(mark)) await new Promise((resolve) => setTimeout(resolve, 5))
}

const newAgent = {
  loginId: 'COSTS',
  firstName: 'Ann',
  lastName: 'Example',
  password: 'costs-pass-1',
  phone: '5550100',
  wrapUpTime: 0,
  homeAgent: true,
  active: true,
  assignedService: [{ id: 17885 }],
  assignedAgentSkill: [{ id: SKILL, proficiency: 3 }],
}

const login = '/session/login'
const agents = '/configuration/agents'
const search = `${agents}/search?count=50&offset=0`
const ofNewAgent = (rest: string) => (created: Created) => `${agents}/${created.get('Create Agent')}${rest}`
const newSkill = (created: Created) => `${agents}/skills/${created.get('Create Agent Skill')}`

const LAST_CHANGE = 'change'

const undo = (created: Created) => `/dashboard/changes/${created.get(LAST_CHANGE)}/undo`

const rows = `${dashboardOperations.findAgents.path}?count=50&with=skills,callCenters`
const count = dashboardOperations.countAgents.path

const QUESTIONS: readonly (readonly [name: string, asked: string])[] = [
  ['everybody', 'sort=loginId'],
  ['a last name and a filter', 'q=gutierrez&status=active&sort=name'],
  ['two filters and a sort', `skill=${SKILL}:1&status=locked&sort=-lastLogin`],
  ['two skills', `skill=${SKILL}&skill=8945`],
  ['a service', 'service=17885'],
  ['a call center', 'callCenter=695'],
  ['part of a phone number', 'q=555-01'],
  ['two letters', 'q=an'],
  ['ten words', 'q=an+er+on+in+al+ar+el+en+st+ma'],
  ['nobody', 'q=nobodyatall'],
  ['who never signed in, by name', 'lastLogin=never&sort=name'],
  ['by status', 'sort=status'],
]

/** In an order in which each can be done. */
const ASKED: readonly Asked[] = [
  { name: 'Login (user)', method: 'POST', path: login, body: demoLogin() },
  { name: 'Login (agent, first)', method: 'POST', path: login, body: AGENT_ACCOUNT },
  { name: 'Login (agent)', method: 'POST', path: login, body: AGENT_ACCOUNT },
  { name: 'Create Agent', method: 'POST', path: agents, body: newAgent },
  { name: 'Read Agent', method: 'GET', path: `${agents}/${AGENT}` },
  { name: 'Update Agent', method: 'PUT', path: `${agents}/${AGENT}`, body: { wrapUpTime: 17 } },
  { name: 'Undo (Update Agent)', method: 'POST', path: undo },
  { name: 'Update Agent Add Agent Skill', method: 'PUT', path: ofNewAgent('/skills/12367?proficiency=2') },
  { name: 'Update Agent Add Agent Skill (a level)', method: 'PUT', path: ofNewAgent('/skills/12367?proficiency=1') },
  { name: 'Undo (a level)', method: 'POST', path: undo },
  { name: 'Update Agent Remove Agent Skill', method: 'DELETE', path: ofNewAgent('/skills/12367') },
  { name: 'Update Agent Add Service', method: 'PUT', path: ofNewAgent('/services/43131') },
  { name: 'Update Agent Remove Service', method: 'DELETE', path: ofNewAgent('/services/43131') },
  { name: 'Get Agent Related Objects', method: 'GET', path: `${agents}/${AGENT}/related` },
  { name: 'Delete Agent', method: 'DELETE', path: ofNewAgent('') },
  { name: 'List Agents (50)', method: 'GET', path: `${agents}?count=50&offset=0` },
  { name: 'List Agents (50, offset 1,900)', method: 'GET', path: `${agents}?count=50&offset=1900` },
  { name: 'Find Matching Agents (login ID, 3 letters)', method: 'POST', path: search, body: { loginId: '123' } },
  { name: 'Find Matching Agents (login ID, 4 letters)', method: 'POST', path: search, body: { loginId: '0123' } },
  { name: 'Find Matching Agents (login ID, 6 letters)', method: 'POST', path: search, body: { loginId: 'DEMOAG' } },
  { name: 'Find Matching Agents (last name, 6 letters)', method: 'POST', path: search, body: { lastName: 'ANDERS' } },
  { name: 'Find Matching Agents (2 letters)', method: 'POST', path: search, body: { lastName: 'AN' } },
  { name: 'Find Matching Agents (phone)', method: 'POST', path: search, body: { phoneNumber: '5550100' } },
  ...QUESTIONS.map(([name, asked]) => ({ name: `Find: ${name}`, method: 'GET' as const, path: `${rows}&${asked}` })),
  ...QUESTIONS.map(([name, asked]) => ({ name: `Count: ${name}`, method: 'GET' as const, path: `${count}?${asked}` })),
  { name: 'Get Agent List Info', method: 'GET', path: `${agents}/info` },
  { name: 'Create Agent Skill', method: 'POST', path: `${agents}/skills`, body: { name: 'Costs' } },
  { name: 'Update Agent Skill', method: 'PUT', path: newSkill, body: { description: 'How much' } },
  { name: 'List Agent Skills', method: 'GET', path: `${agents}/skills?count=50&offset=0` },
  { name: 'Get Agent Skill List Info', method: 'GET', path: `${agents}/skills/info` },
  { name: 'Read Agent Skill', method: 'GET', path: `${agents}/skills/${SKILL}` },
  { name: 'Delete Agent Skill (no holder)', method: 'DELETE', path: newSkill },
  { name: 'Delete Agent Skill', method: 'DELETE', path: `${agents}/skills/${SKILL}` },
]

/** The part of auto_explain's output that is read here. */
interface Plan {
  'Node Type': string
  'Index Name'?: string
  'Relation Name'?: string
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  Plans?: readonly Plan[]
}

function readPlans(said: string): Costs {
  const plans = said
    .split('@@')
    .filter((each) => each.includes('plan:'))
    .map(
      (each) => JSON.parse(each.slice(each.indexOf('{')).replace(/^\t/gm, '')) as { 'Query Text': string; Plan: Plan },
    )
    .filter((each) => !each['Query Text'].includes('::text'))
  const scans = new Set<string>()
  const visit = (node: Plan) => {
    const { 'Node Type': type, 'Index Name': index, 'Relation Name': table, Plans: below = [] } = node
    if (type === 'Seq Scan' && table !== undefined && !FEW_ROWS.has(table)) scans.add(`all of ${table}`)
    if (index) scans.add(index)
    below.forEach(visit)
  }
  let blocks = 0
  for (const { Plan: plan } of plans) {
    visit(plan)
    blocks += plan['Shared Hit Blocks'] + plan['Shared Read Blocks']
  }
  return { statements: plans.length, blocks, scans: [...scans] }
}

/** Returns the tables' sizes as a table of Markdown. */
async function sizesOf(db: Database, agents: number): Promise<string> {
  const { rows: tables } = await sql<{ name: string; rows: number; total: number; indexes: number; largest: string }>`
    select relname as name, c.reltuples::bigint as rows, pg_indexes_size(c.oid) as indexes, pg_total_relation_size(c.oid) as total,
      (select i.relname from pg_index x join pg_class i on i.oid = x.indexrelid where x.indrelid = c.oid
        order by pg_relation_size(i.oid) desc limit 1) as largest
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = 'public' and pg_total_relation_size(c.oid) > 200000 order by total desc`.execute(
    db,
  )
  // The client NORTH is there as well.
  const all = agents + 150
  const each = (bytes: number) => Math.round(bytes / all).toLocaleString('en')
  const lines = tables.map(
    ({ name, rows: rowsOfTable, total, indexes, largest }) =>
      `| \`${name}\` | ${(rowsOfTable / all).toFixed(2)} | ${each(total)} | ${each(indexes)} | \`${largest}\` |`,
  )
  const sum = (of: 'total' | 'indexes') => each(tables.reduce((so, table) => so + Number(table[of]), 0))
  return [
    '| table | rows per agent | bytes per agent | of it indexes | largest index |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
    `| together | | ${sum('total')} | ${sum('indexes')} | |`,
  ].join('\n')
}

try {
  const costs: Measured[] = []
  for (const each of SIZES) costs.push(await costsWith(each))
  const most = costs.at(-1)
  const heads = SIZES.map((n) => n.toLocaleString('en'))
  const lines = ASKED.map(({ name }) => {
    const last = most?.costs.get(name)
    const blocks = costs.map((each) => each.costs.get(name)?.blocks.toLocaleString('en'))
    const ways = last?.scans.map((way) => (way.startsWith('all of') ? way : `\`${way}\``)).join(', ')
    return `| ${name} | ${last?.statements} | ${ways} | ${blocks.join(' | ')} |`
  })
  const text = `# What it costs PostgreSQL

Written by \`npm run costs\`, with the demo data's agents, just loaded and vacuumed. Counts, which no machine changes; times are in
[benchmarks.md](benchmarks.md), what follows from both in [scale.md](scale.md).

## What an agent takes, of ${heads.at(-1)}

${most?.sizes}

## What each method and question costs

The blocks of 8 kB that PostgreSQL touches (\`auto_explain\`, every statement, those of foreign keys and cascades too), the session's own
look-up included, with so many agents: where they do not grow, neither does the method. A page of a question is 50 agents with their skills
and call centers; a count goes to 10,000.

| what | statements | index or table | ${heads.join(' | ')} |
| --- | --- | --- | ${heads.map(() => '---').join(' | ')} |
${lines.join('\n')}
`
  const file = 'docs/costs.md'
  const formatted = await format(text, { ...(await resolveConfig(file)), filepath: file })
  if (process.env['AGENTS'] === undefined) writeFileSync(file, formatted)
  console.log(formatted)
} finally {
  await postgres.stop()
}
