import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import SQLite from 'better-sqlite3'
import pg from 'pg'
import { sqliteFile } from '#server/database/sqlite.ts'

// The cost of a reply without a framework, rules or a log: `node:http`, the database's driver and the statements that the server
// runs for the same request, with the same rows in the reply. Run as a process of its own, as the server is.

type Run = (sql: string, values: unknown[]) => Promise<Record<string, unknown>[]>

const SESSION = `select session.token_hash, session.id as session, session.client_id, session.last_used_at,
  user_account.id as user_id, user_account.user_name, user_account.role, user_account.administers_agents,
  user_account.limited_to_services, agent.id as agent_id, agent.login_id
  from session left join user_account on user_account.id = session.user_id left join agent on agent.id = session.agent_id
  where token_hash = ? and last_used_at between ? and ? and created_at between ? and ?
  and (user_account.active = 1 or agent.active = 1)`
const AGENT = `select id, client_id, login_id, first_name, last_name, phone, wrap_up_time, home_agent, active,
  password_last_modified, locked_at, last_login, last_login_ip from agent where id = ?`
const ASSIGNMENTS = `select service_id as id, null as proficiency from agent_service where agent_id = ?
  union all select agent_skill_id as id, proficiency from agent_skill_assignment where agent_id = ? order by id`
const LIST = `select id, login_id, first_name, last_name, phone, active, last_login, last_login_ip from agent
  where client_id = ? and login_id > ? order by login_id limit ? offset ?`

const run = process.env['DATABASE_URL']
  ? onPostgres(process.env['DATABASE_URL'])
  : onSqlite(process.env['DATA_DIR'] ?? '')

function onSqlite(dataDir: string): Run {
  const db = new SQLite(sqliteFile(dataDir), { readonly: true })
  // A row is an object of its columns.
  const statements = new Map<string, SQLite.Statement>()
  return async (sql, values) => {
    const statement = statements.get(sql) ?? db.prepare(sql)
    statements.set(sql, statement)
    return statement.all(values) as Record<string, unknown>[]
  }
}

function onPostgres(connectionString: string): Run {
  pg.types.setTypeParser(pg.types.builtins.INT8, Number)
  const pool = new pg.Pool({ connectionString, max: 10 })
  const statements = new Map<string, { name: string; text: string }>()
  return async (sql, values) => {
    let n = 0
    const statement = statements.get(sql) ?? {
      name: `statement-${statements.size}`,
      text: sql.replaceAll('?', () => `$${++n}`),
    }
    statements.set(sql, statement)
    return (await pool.query({ ...statement, values })).rows
  }
}

const HOURS = 60 * 60 * 1000

function session(id: string) {
  const now = Date.now()
  const token = createHash('sha256').update(id).digest('base64url')
  return run(SESSION, [token, now - 2 * HOURS, now + HOURS, now - 12 * HOURS, now + HOURS])
}

async function readAgent(id: number): Promise<object> {
  const [agent] = await run(AGENT, [id])
  const assignments = await run(ASSIGNMENTS, [id, id])
  return {
    assignedService: assignments.filter((row) => row['proficiency'] === null).map((row) => ({ id: row['id'] })),
    assignedAgentSkill: assignments.filter((row) => row['proficiency'] !== null),
    loginId: agent?.['login_id'],
    firstName: agent?.['first_name'],
    lastName: agent?.['last_name'],
    phone: agent?.['phone'],
    wrapUpTime: agent?.['wrap_up_time'],
    homeAgent: agent?.['home_agent'] === 1,
    active: agent?.['active'] === 1,
    locked: agent?.['locked_at'] !== null,
    passwordLastModified: agent?.['password_last_modified'],
    lastLogin: agent?.['last_login'],
    lastLoginIp: agent?.['last_login_ip'],
  }
}

async function listAgents(client: number, count: number): Promise<object> {
  const rows = await run(LIST, [client, '', count + 1, 0])
  const agent = rows.slice(0, count).map((row) => ({
    id: row['id'],
    loginId: row['login_id'],
    firstName: row['first_name'],
    lastName: row['last_name'],
    phone: row['phone'],
    active: row['active'] === 1,
    lastLogin: row['last_login'],
    lastLoginIp: row['last_login_ip'],
  }))
  return { agent, next: 'configuration/agents/?offset=50&count=50' }
}

async function answer(url: URL, { headers }: IncomingMessage): Promise<object> {
  await session(String(headers['lv-session']))
  const id = /\/agents\/(\d+)$/.exec(url.pathname)?.[1]
  return id
    ? readAgent(Number(id))
    : listAgents(Number(url.searchParams.get('client')), Number(url.searchParams.get('count')))
}

async function reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = JSON.stringify(await answer(new URL(request.url ?? '', 'http://bare'), request))
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body)
}

const server = createServer((request, response) => void reply(request, response))
server.listen(0, '127.0.0.1')
await once(server, 'listening')
// A TCP server's address is an object.
console.log(`Bare handler at http://127.0.0.1:${(server.address() as AddressInfo).port}`)
