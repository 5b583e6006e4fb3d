import { partsOf } from '#server/database/agent-texts.ts'
import type { Database } from '#server/database/tables.ts'
import { CLIENT, untilQuiet, withDatabase, type Site } from './site.ts'
import { rowOf, type Writer } from './writer.ts'

/**
 * Compares a database with the replies that its clients got. Returns the differences, in sentences: lost acknowledged writes,
 * refused writes that are there, half writes, writes without history, and derived rows that don't match their source.
 */
export async function audit(site: Site, writers: readonly Writer[]): Promise<string[]> {
  return withDatabase(site, async (db) => {
    await untilQuiet(db)
    const agents = await db.selectFrom('agent').selectAll().where('client_id', '=', CLIENT).execute()
    const idOf = (loginId: string) => agents.find((agent) => agent.login_id === loginId)?.id
    const changes = await readHistory(db)
    const faults: string[] = []
    for (const writer of writers) {
      const rows = changes.filter(({ by_name }) => by_name === writer.account.name).map(({ row }) => row)
      writer.settle(rows, idOf)
      faults.push(...differences(writer, rows))
    }
    return [
      ...faults,
      ...compare(await stateOf(db), replay(changes)),
      ...(await wrongCounts(db)),
      ...(await wrongParts(db)),
    ]
  })
}

type HistoryRow = Awaited<ReturnType<typeof readHistory>>[number]

async function readHistory(db: Database) {
  const rows = await db.selectFrom('change').selectAll().where('client_id', '=', CLIENT).orderBy('id').execute()
  return rows.map((change) => {
    // Written by the server as JSON objects.
    const after = (change.after_fields === null ? {} : JSON.parse(change.after_fields)) as Record<
      string,
      string | number
    >
    const object = change.agent_skill_id ?? change.service_id
    const value = after['lastName'] ?? after['proficiency'] ?? null
    return { ...change, after, object, value, row: rowOf(change.kind, change.agent_name ?? '', object, value) }
  })
}

function differences(writer: Writer, found: readonly string[]): string[] {
  const { name } = writer.account
  const rest = [...found]
  const lost = writer.history.filter((row) => {
    const at = rest.indexOf(row)
    if (at !== -1) rest.splice(at, 1)
    return at === -1
  })
  if (lost.length) return [`${name}: ${lost.length} acknowledged and lost (${lost[0]})`]
  if (rest.length) return [`${name}: ${rest.length} found that nobody was told of (${rest[0]})`]
  return found.join() === writer.history.join() ? [] : [`${name}: in another order than they were made`]
}

/** The content of the tables, as it is or ought to be: one line for each agent, and for each thing that an agent was given. */
type State = Set<string>

async function stateOf(db: Database): Promise<State> {
  const ofClient = ['client_id', '=', CLIENT] as const
  const agents = await db
    .selectFrom('agent')
    .selectAll()
    .where(...ofClient)
    .execute()
  const skills = await db
    .selectFrom('agent_skill_assignment')
    .selectAll()
    .where(...ofClient)
    .execute()
  const services = await db
    .selectFrom('agent_service')
    .selectAll()
    .where(...ofClient)
    .execute()
  const passwords = await db
    .selectFrom('agent_password_history')
    .selectAll()
    .where(...ofClient)
    .execute()
  return new Set([
    ...agents.map((row) => `agent ${row.id} ${row.last_name}`),
    ...skills.map((row) => `skill ${row.agent_id} ${row.agent_skill_id} ${row.proficiency}`),
    ...services.map((row) => `service ${row.agent_id} ${row.service_id}`),
    ...passwords.map((row) => `password ${row.agent_id}`),
  ])
}

/** The history alone, from the beginning, leads to the expected state. */
function replay(changes: readonly HistoryRow[]): State {
  const state = new Map<string, string>()
  const put = (key: string, value = '') => state.set(key, value)
  for (const { kind, agent_id, object, value } of changes) {
    const skill = `skill ${agent_id} ${object}`
    if (kind === 'agent-created') put(`agent ${agent_id}`, ` ${value}`).set(`password ${agent_id}`, '')
    else if (kind === 'agent-updated') put(`agent ${agent_id}`, ` ${value}`)
    else if (kind === 'agent-skill-added' || kind === 'proficiency-changed') put(skill, ` ${value}`)
    else if (kind === 'agent-skill-removed') state.delete(skill)
    else if (kind === 'service-added') put(`service ${agent_id} ${object}`)
    else if (kind === 'service-removed') state.delete(`service ${agent_id} ${object}`)
    else if (kind === 'agent-deleted') for (const what of ['agent', 'password']) state.delete(`${what} ${agent_id}`)
  }
  return new Set([...state].map(([key, value]) => key + value))
}

function compare(found: State, told: State): string[] {
  const without = [...found].filter((line) => !told.has(line))
  const missing = [...told].filter((line) => !found.has(line))
  return [
    ...(without.length ? [`${without.length} written without their history, or by halves (${without[0]})`] : []),
    ...(missing.length ? [`${missing.length} in the history, but not done (${missing[0]})`] : []),
  ]
}

/** The numbers that are kept so that nobody has to count. */
async function wrongCounts(db: Database): Promise<string[]> {
  const faults: string[] = []
  const { agents } = await db
    .selectFrom('agent')
    .select((eb) => eb.fn.countAll<number>().as('agents'))
    .where('client_id', '=', CLIENT)
    .executeTakeFirstOrThrow()
  const { size } = await db
    .selectFrom('list_state')
    .select('size')
    .where('client_id', '=', CLIENT)
    .where('list', '=', 'agents')
    .executeTakeFirstOrThrow()
  if (agents !== size) faults.push(`list info says ${size} agents, there are ${agents}`)
  faults.push(...(await wrongLevels(db)))
  return faults
}

/** Compares the kept number of agents at each level of each skill, and of the active ones, with a count. */
export async function wrongLevels(db: Database): Promise<string[]> {
  const kept = await db
    .selectFrom('agent_skill_level')
    .select(['agent_skill_id', 'proficiency', 'holders', 'active'])
    .where((eb) => eb.or([eb('holders', '<>', 0), eb('active', '<>', 0)]))
    .execute()
  const counted = await db
    .selectFrom('agent_skill_assignment as held')
    .innerJoin('agent', 'agent.id', 'held.agent_id')
    .select((eb) => [
      'agent_skill_id',
      'proficiency',
      eb.fn.countAll<number>().as('holders'),
      eb.cast<number>(eb.fn.sum('agent.active'), 'bigint').as('active'),
    ])
    .groupBy(['agent_skill_id', 'proficiency'])
    .execute()
  const linesOf = (rows: typeof counted) =>
    rows.map((row) => `${row.holders} at level ${row.proficiency} of skill ${row.agent_skill_id}, ${row.active} active`)
  const [said, found] = [linesOf(kept), linesOf(counted)]
  return [
    ...said.filter((line) => !found.includes(line)).map((line) => `it says ${line}`),
    ...found.filter((line) => !said.includes(line)).map((line) => `there are ${line}`),
  ]
}

/** The search parts must be those of the agents' names. */
async function wrongParts(db: Database): Promise<string[]> {
  const agents = await db
    .selectFrom('agent')
    .select(['login_id as loginId', 'first_name as firstName', 'last_name as lastName', 'phone'])
    .where('client_id', '=', CLIENT)
    .execute()
  const kept = await db.selectFrom('agent_part').select(['part', 'login_id']).where('client_id', '=', CLIENT).execute()
  const found = kept.map(({ part, login_id }) => `${part} of ${login_id}`)
  const wanted = agents.flatMap((agent) => partsOf(agent).map((part) => `${part} of ${agent.loginId}`))
  const isSame = found.sort().join('\n') === wanted.sort().join('\n')
  return isSame ? [] : ['agent_part is not what the agents are called']
}
