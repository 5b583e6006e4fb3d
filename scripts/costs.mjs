// What a method of the Configuration API costs PostgreSQL with few agents and with many, as PostgreSQL itself says
// (auto_explain), and how much each table takes per agent. Figures for docs/scale.md; counts, not times.
import { register } from 'tsx/esm/api'

register()
const { findPostgresPrograms, startPostgres } = await import('#server/testing/postgres-server.ts')
const { createDatabase } = await import('#server/testing/postgres-databases.ts')
const { openDatabase } = await import('#server/database/open.ts')
const { loadDemoData, DEMO_PASSWORD } = await import('#server/database/demo-data.ts')
const { hashPassword } = await import('#server/configuration/passwords.ts')
const { buildApp } = await import('#server/app.ts')
const { sql } = await import('kysely')

const SIZES = (process.env.AGENTS ?? '2000,20000').split(',').map(Number)
const AGENT = 324515
const SKILL = 12366

/** So few in the demo data that PostgreSQL reads them all, though there is an index. */
const FEW_ROWS = new Set(['client', 'user_account', 'session', 'list_state', 'service', 'agent_skill'])

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
postgres.process.stderr.on('data', (chunk) => (log += chunk))
async function costsWith(agents) {
  const { url, drop } = await createDatabase(postgres.url)
  const db = await openDatabase({ url })
  await loadDemoData(db, { agents, now: Date.now(), hashPassword })
  for (const statement of ['vacuum analyze', 'checkpoint']) await sql.raw(statement).execute(db)
  await reportSizes(db, agents)
  // From here on, on new connections: the load would fill the log.
  await sql`alter database ${sql.id(new URL(url).pathname.slice(1))} set auto_explain.log_min_duration = 0`.execute(db)
  await db.destroy()
  const explained = await openDatabase({ url })
  const app = await buildApp({ database: explained, dashboardFolder: 'no-build-here' })
  const ask = async (method, url, body, headers) => {
    const reply = await app.inject({ method, url, headers, ...(body && { payload: body }) })
    if (reply.statusCode >= 300) throw new Error(`${method} ${url}: ${reply.body}`)
    return reply.body === '' ? {} : reply.json()
  }
  const credentials = { clientName: 'DEMO', userName: 'manager', password: DEMO_PASSWORD }
  const headers = { 'lv-session': (await ask('POST', '/session/login', credentials)).sessionId }
  const costs = new Map()
  for (const [name, ...request] of requests()) {
    await ask('GET', '/configuration/agents/info', undefined, headers)
    await settled(explained)
    log = ''
    const reply = await ask(...request.map((part) => (typeof part === 'function' ? part(costs) : part)), headers)
    await settled(explained)
    costs.set(name, { ...readPlans(log), reply })
  }
  await app.close()
  await explained.destroy()
  await drop()
  return costs
}

/** The log has what was done so far once it has a word that only this asks for. */
async function settled(db) {
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

/** In an order in which each can be done. A part that is a function is told what was answered so far. */
function requests() {
  const agents = '/configuration/agents'
  const created = (name, rest) => (costs) => `${agents}/${costs.get(name).reply.id}${rest}`
  const skill = (costs) => `${agents}/skills/${costs.get('Create Agent Skill').reply.id}`
  const none = undefined
  return [
    ['Create Agent', 'POST', agents, newAgent],
    ['Read Agent', 'GET', `${agents}/${AGENT}`, none],
    ['Update Agent', 'PUT', `${agents}/${AGENT}`, { wrapUpTime: 17 }],
    ['Update Agent Add Agent Skill', 'PUT', created('Create Agent', `/skills/12367?proficiency=2`), none],
    ['Update Agent Remove Agent Skill', 'DELETE', created('Create Agent', `/skills/12367`), none],
    ['Update Agent Add Service', 'PUT', created('Create Agent', '/services/43131'), none],
    ['Update Agent Remove Service', 'DELETE', created('Create Agent', '/services/43131'), none],
    ['Get Agent Related Objects', 'GET', `${agents}/${AGENT}/related`, none],
    ['Delete Agent', 'DELETE', created('Create Agent', ''), none],
    ['List Agents (50)', 'GET', `${agents}?count=50&offset=0`, none],
    ['List Agents (50, offset 1,900)', 'GET', `${agents}?count=50&offset=1900`, none],
    ['Find Matching Agents (login ID)', 'POST', `${agents}/search?count=50&offset=0`, { loginId: 'DEMOAG' }],
    ['Find Matching Agents (last name)', 'POST', `${agents}/search?count=50&offset=0`, { lastName: 'ANDERS' }],
    ['Find Matching Agents (2 letters)', 'POST', `${agents}/search?count=50&offset=0`, { lastName: 'AN' }],
    ['Find Matching Agents (phone)', 'POST', `${agents}/search?count=50&offset=0`, { phoneNumber: '5550100' }],
    ['Get Agent List Info', 'GET', `${agents}/info`, none],
    ['Create Agent Skill', 'POST', `${agents}/skills`, { name: 'Costs' }],
    ['Update Agent Skill', 'PUT', skill, { description: 'How much' }],
    ['List Agent Skills', 'GET', `${agents}/skills?count=50&offset=0`, none],
    ['Get Agent Skill List Info', 'GET', `${agents}/skills/info`, none],
    ['Read Agent Skill', 'GET', `${agents}/skills/${SKILL}`, none],
    ['Delete Agent Skill (no holder)', 'DELETE', skill, none],
    ['Delete Agent Skill', 'DELETE', `${agents}/skills/${SKILL}`, none],
  ]
}

/** How many statements there were, what they scanned, and how many blocks of 8 kB they touched. */
function readPlans(said) {
  const plans = said
    .split('@@')
    .filter((each) => each.includes('plan:'))
    .map((each) => JSON.parse(each.slice(each.indexOf('{')).replace(/^\t/gm, '')))
    .filter((each) => !each['Query Text'].includes('::text'))
  const scans = new Set()
  const visit = (node) => {
    const { 'Node Type': type, 'Index Name': index, 'Relation Name': table, Plans: below = [] } = node
    if (type === 'Seq Scan' && !FEW_ROWS.has(table)) scans.add(`all of ${table}`)
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

async function reportSizes(db, agents) {
  const { rows } = await sql`
    select relname as name, c.reltuples::bigint as rows, pg_relation_size(c.oid) as heap, pg_indexes_size(c.oid) as indexes,
      pg_total_relation_size(c.oid) as total
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = 'public' and pg_total_relation_size(c.oid) > 200000 order by total desc`.execute(
    db,
  )
  // The client NORTH is there as well.
  const all = agents + 150
  console.log(`\n${agents.toLocaleString('en')} agents\n| table | rows per agent | bytes per agent | of it indexes |`)
  for (const { name, rows: count, total, indexes } of rows)
    console.log(`| ${name} | ${(count / all).toFixed(2)} | ${Math.round(total / all)} | ${Math.round(indexes / all)} |`)
  const { rows: indexes } = await sql`
    select indexrelname as name, pg_relation_size(indexrelid) as bytes from pg_stat_user_indexes
    where pg_relation_size(indexrelid) > 500000 order by bytes desc`.execute(db)
  console.log(indexes.map(({ name, bytes }) => `${name} ${Math.round(bytes / all)}`).join(' · '))
}

try {
  const costs = []
  for (const agents of SIZES) costs.push(await costsWith(agents))
  console.log(
    `| method | statements | index or table | blocks with ${SIZES.map((n) => n.toLocaleString('en')).join(' \\| ')} |`,
  )
  for (const [name, first] of costs[0]) {
    const blocks = costs.map((each) => each.get(name).blocks).join(' \\| ')
    console.log(`| ${name} | ${first.statements} | ${costs.at(-1).get(name).scans.join(', ')} | ${blocks} |`)
  }
} finally {
  await postgres.stop()
}
