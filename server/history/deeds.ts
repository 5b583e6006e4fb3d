import { expressionBuilder, sql, type Expression, type ExpressionBuilder, type RawBuilder, type SqlBool } from 'kysely'
import type { ChangeQuery } from '#contract/history.ts'
import type { Database, Tables } from '#server/database/tables.ts'
import { fits, type Filters } from '#server/history/filters.ts'

// A client runs one bulk change at a time, and none is dated before the one that ran before it (record.ts). So the changes of two bulk
// changes never lie among each other, neither by id nor by time: behind the first change of one comes the last of another.

/** So many bulk changes are looked at in one statement. */
const AT_ONCE = 100

/** A place in a list by time. */
export interface Place {
  at: number
  id: number
}

/**
 * Returns the ids of the newest changes that fit, one of each bulk change, newest first: one more than a page has, if there are so many.
 * Leaves out a bulk change of which a change that fits is not behind `before`. Reads some rows of each bulk change, however many
 * changes it has.
 */
export async function newestOfBulkChanges(
  db: Database,
  client: number,
  query: ChangeQuery,
  before: Place | number | undefined,
): Promise<number[]> {
  // A bulk change changes no users, and no change has a skill and a service.
  if (query.user !== undefined || (query.agentSkill !== undefined && query.service !== undefined)) return []
  const within = await spanOf(db, client, query)
  const walk = new Walk(db, client, query, within)
  let last = before === undefined ? within.last : Math.min(within.last, await lastBefore(db, client, before))
  const shown = before === undefined ? undefined : await walk.bulkChangeAbove(last)
  const newest: number[] = []
  for (;;) {
    const bulkChanges = await walk.down(last)
    for (const { id, newestId } of bulkChanges)
      if (newestId !== null && id !== shown && newestId <= last) newest.push(newestId)
    const end = bulkChanges.at(-1)
    if (!end || bulkChanges.length < AT_ONCE || newest.length > query.count) return newest.slice(0, query.count + 1)
    last = end.firstId - 1
  }
}

/** Ids between which changes lie. */
interface Span {
  first: number
  last: number
}

/** Where the changes of bulk changes lie that are within the times and ids of a query. */
async function spanOf(db: Database, client: number, { from, to, upTo }: ChangeQuery): Promise<Span> {
  const first = from === undefined ? 0 : await idOf(db, client, 'asc', (eb) => eb('change.at', '>=', from))
  const last =
    to === undefined ? Number.MAX_SAFE_INTEGER : await idOf(db, client, 'desc', (eb) => eb('change.at', '<', to))
  return { first: first ?? Number.MAX_SAFE_INTEGER, last: Math.min(last ?? 0, upTo ?? Number.MAX_SAFE_INTEGER) }
}

/** The id of the last change of a bulk change before a place. */
async function lastBefore(db: Database, client: number, before: Place | number): Promise<number> {
  if (typeof before === 'number') return before - 1
  const { at, id } = before
  return (await idOf(db, client, 'desc', (eb) => eb(eb.refTuple('change.at', 'change.id'), '<', eb.tuple(at, id)))) ?? 0
}

/** The id of the first or last change of a bulk change, by time, that meets a condition. */
async function idOf(
  db: Database,
  client: number,
  order: 'asc' | 'desc',
  condition: (eb: ExpressionBuilder<Tables, 'change'>) => Expression<SqlBool>,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('change')
    .select('change.id')
    .where('change.client_id', '=', client)
    .where('change.bulk_change_id', 'is not', null)
    .where(condition)
    .orderBy('change.at', order)
    .orderBy('change.id', order)
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

interface BulkChangeMet {
  id: number
  /** Its first change, of any kind. */
  firstId: number
  /** Its newest change that fits; null if there is none. */
  newestId: number | null
}

/** Goes from bulk change to bulk change, by the filter whose index leads there best. */
class Walk {
  readonly #db: Database
  readonly #client: number
  readonly #within: Span
  readonly #lead: Filters
  /** A bulk change has one author, so all of its changes fit this or none. */
  readonly #author: Filters
  /** Set if the filters that lead leave the kind open. */
  readonly #kind: ChangeQuery['kind']

  constructor(db: Database, client: number, { agent, agentSkill, service, by, kind }: ChangeQuery, within: Span) {
    this.#db = db
    this.#client = client
    this.#within = within
    const isOfObject = agentSkill !== undefined || service !== undefined
    if (agent !== undefined) this.#lead = { agent, agentSkill, service, kind }
    else if (isOfObject) this.#lead = { agentSkill, service }
    else this.#lead = kind === undefined ? { by } : { kind }
    this.#author = 'by' in this.#lead ? {} : { by }
    this.#kind = agent === undefined && isOfObject ? kind : undefined
  }

  /** The bulk change of which a change lies next above an id; undefined where `down` tells by itself. */
  async bulkChangeAbove(id: number): Promise<number | undefined> {
    if (this.#kind !== undefined) return undefined
    const row = await this.#led(sql`change.id > ${id} and change.id <= ${this.#within.last}`, 'asc')
      .select('change.bulk_change_id')
      .executeTakeFirst()
    return row?.bulk_change_id ?? undefined
  }

  /** Up to `AT_ONCE` bulk changes, the last first, beginning with the one whose change is the last up to an id. */
  async down(last: number): Promise<BulkChangeMet[]> {
    const client = this.#client
    const { first } = this.#within
    const newest = (condition: RawBuilder<SqlBool>) =>
      this.#led(sql`change.id >= ${first} and ${condition}`, 'desc').select('change.id')
    const firstOf = (id: RawBuilder<unknown>) => sql<number>`(
      select item.id from change as item
      where item.client_id = ${client} and item.bulk_change_id = (select bulk_change_id from change where id = ${id})
      order by item.id limit 1)`
    const { rows } = await sql<BulkChangeMet>`
      with recursive met (id, step) as (
        select ${newest(sql`change.id <= ${last}`)}, 1
        union all
        select ${newest(sql`change.id < ${firstOf(sql`met.id`)}`)}, step + 1
        from met where met.id is not null and step < ${sql.lit(AT_ONCE)}
      )
      select change.bulk_change_id as id, ${firstOf(sql`met.id`)} as "firstId",
        case when ${fits(expressionBuilder<Tables, 'change'>(), this.#author)} then ${this.#newestOfKind()} end as "newestId"
      from met join change on change.id = met.id
      order by met.step`.execute(this.#db)
    return rows
  }

  #led(condition: RawBuilder<SqlBool>, order: 'asc' | 'desc') {
    return this.#db
      .selectFrom('change')
      .where('change.client_id', '=', this.#client)
      .where('change.bulk_change_id', 'is not', null)
      .where((eb) => fits(eb, this.#lead))
      .where(condition)
      .orderBy('change.id', order)
      .limit(1)
  }

  /** The newest change that fits of the bulk change whose change leads. */
  #newestOfKind(): RawBuilder<number | null> {
    if (this.#kind === undefined) return sql`change.id`
    const { agentSkill, service } = this.#lead
    const [object, id] = agentSkill === undefined ? ['service_id', service] : ['agent_skill_id', agentSkill]
    return sql`(
      select item.id from change as item
      where item.client_id = ${this.#client} and item.bulk_change_id = change.bulk_change_id and item.kind = ${this.#kind}
        and ${sql.ref(`item.${object}`)} = ${id} and item.id between ${this.#within.first} and ${this.#within.last}
      order by item.id desc limit 1)`
  }
}
