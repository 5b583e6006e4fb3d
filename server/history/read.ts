import type { Expression, ExpressionBuilder, Selectable, SqlBool } from 'kysely'
import { refusal, USER_ADMINISTRATORS } from '#contract/access.ts'
import { personIn, type Change, type ChangePage, type ChangeQuery, type ClientChange } from '#contract/history.ts'
import type { ChangeTable, Database, Tables } from '#server/database/tables.ts'
import type { Identity } from '#server/operations/context.ts'

/**
 * Returns a page of a client's history, newest first. `before` continues after the change with that id, so new changes never shift
 * a page. With `from` or `to` the order is by time instead of by id, because only then an index limits what is read. The two orders
 * differ if a clock was set back.
 */
export async function readChanges(
  db: Database,
  reader: Identity,
  client: number,
  query: ChangeQuery,
): Promise<ChangePage> {
  const rows = query.deeds
    ? await selectDeeds(db, reader, client, query)
    : await selectChanges(db, reader, client, query, [])
  const page = rows.slice(0, query.count).map(toChange)
  const last = page.at(-1)
  return { change: page, ...(rows.length > query.count && last && { nextBefore: last.id }) }
}

/** Returns one row more than asked for, if there is one. A bulk change is passed over once it was met. */
async function selectDeeds(db: Database, reader: Identity, client: number, query: ChangeQuery): Promise<ChangeRow[]> {
  const met = new Set<number>()
  const deeds: ChangeRow[] = []
  let { before } = query
  for (;;) {
    const rows = await selectChanges(db, reader, client, { ...query, before }, [...met])
    for (const row of rows) {
      if (row.bulk_change_id !== null && met.has(row.bulk_change_id)) continue
      if (row.bulk_change_id !== null) met.add(row.bulk_change_id)
      deeds.push(row)
    }
    const last = rows.at(-1)
    if (!last || rows.length <= query.count || deeds.length > query.count) return deeds
    before = last.id
  }
}

/** Returns one row more than asked for, if there is one. */
async function selectChanges(
  db: Database,
  reader: Identity,
  client: number,
  query: ChangeQuery,
  withoutBulkChanges: readonly number[],
): Promise<ChangeRow[]> {
  const isWithinTime = query.from !== undefined || query.to !== undefined
  const { before } = query
  const time = isWithinTime && before !== undefined ? await timeOf(db, client, before) : undefined
  return db
    .selectFrom('change')
    .leftJoin('change as undoing', 'undoing.undoes', 'change.id')
    .leftJoin('client as home', (join) =>
      join.onRef('home.id', '=', 'change.by_client').onRef('home.id', '<>', 'change.client_id'),
    )
    .selectAll('change')
    .select(['undoing.id as undone_by', 'home.display_name as home'])
    .where('change.client_id', '=', client)
    .where((eb) => eb.and(filters(eb, query)))
    .$if(before !== undefined, (all) => all.where((eb) => isBehind(eb, before ?? 0, time)))
    .where((eb) => isVisible(eb, reader))
    .$if(withoutBulkChanges.length > 0, (all) =>
      all.where((eb) =>
        eb.or([eb('change.bulk_change_id', 'is', null), eb('change.bulk_change_id', 'not in', withoutBulkChanges)]),
      ),
    )
    .$if(isWithinTime, (all) => all.orderBy('change.at', 'desc'))
    .orderBy('change.id', 'desc')
    .limit(query.count + 1)
    .execute()
}

/**
 * Returns the names of everybody who made a change that the reader may see. Each name is found behind the one before in the index, and
 * no change is read twice.
 */
export async function readPeople(db: Database, reader: Identity, client: number): Promise<string[]> {
  const names: string[] = []
  let after: string | undefined
  while (names.length < MOST_PEOPLE) {
    const next = await db
      .selectFrom('change')
      .select((eb) => eb.fn.min('by_name').as('name'))
      .where('client_id', '=', client)
      .$if(after !== undefined, (all) => all.where('by_name', '>', after ?? ''))
      .executeTakeFirst()
    if (!next?.name) break
    after = next.name
    const seen = await db
      .selectFrom('change')
      .select('id')
      .where('client_id', '=', client)
      .where('by_name', '=', after)
      .where((eb) => isVisible(eb, reader))
      .limit(1)
      .executeTakeFirst()
    if (seen) names.push(after)
  }
  return names
}

/** So many names are offered. */
const MOST_PEOPLE = 500

/** Returns when a change was made. If the client has no change with this id, the one before it counts. */
async function timeOf(db: Database, client: number, id: number): Promise<number> {
  const row = await db
    .selectFrom('change')
    .select('at')
    .where('client_id', '=', client)
    .where('id', '<=', id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  // Nothing comes before the first change.
  return row?.at ?? Number.MIN_SAFE_INTEGER
}

/** Tells whether a change is further down the list than another, given by its id and, in a list by time, its time. */
const isBehind = (eb: ExpressionBuilder<Tables, 'change'>, id: number, time: number | undefined) =>
  time === undefined ? eb('change.id', '<', id) : eb(eb.refTuple('change.at', 'change.id'), '<', eb.tuple(time, id))

/** One change; undefined where there is none with this id. */
export async function readChange(db: Database, reader: Identity, id: number): Promise<ClientChange | undefined> {
  const row = await db
    .selectFrom('change')
    .selectAll()
    .where('id', '=', id)
    .where((eb) => isVisible(eb, reader))
    .executeTakeFirst()
  return row && { ...toChange({ ...row, undone_by: null, home: null }), client: row.client_id }
}

/**
 * A user's changes are visible to those who administer them, and to themselves. A Superuser administers all but the Sysadmins.
 */
function isVisible(eb: ExpressionBuilder<Tables, 'change'>, reader: Identity): Expression<SqlBool> {
  if (reader.role === 'Sysadmin') return eb.lit(true)
  const isOfNoUser = eb('change.user_id', 'is', null)
  if (refusal(USER_ADMINISTRATORS, reader))
    return eb.or([isOfNoUser, reader.kind === 'user' ? eb('change.user_id', '=', reader.id) : eb.lit(false)])
  const sysadmins = eb.selectFrom('user_account').select('user_account.id').where('user_account.role', '=', 'Sysadmin')
  return eb.or([isOfNoUser, eb('change.user_id', 'not in', sysadmins)])
}

type WithUndoing = Tables & { undoing: ChangeTable }

type Builder = ExpressionBuilder<WithUndoing, 'change' | 'undoing'>

function filters(eb: Builder, query: ChangeQuery): Expression<SqlBool>[] {
  return [
    query.agent !== undefined && eb('change.agent_id', '=', query.agent),
    query.agentSkill !== undefined && eb('change.agent_skill_id', '=', query.agentSkill),
    query.service !== undefined && eb('change.service_id', '=', query.service),
    query.user !== undefined && eb('change.user_id', '=', query.user),
    query.by !== undefined && isBy(eb, query.by),
    query.kind !== undefined && eb('change.kind', '=', query.kind),
    query.from !== undefined && eb('change.at', '>=', query.from),
    query.to !== undefined && eb('change.at', '<', query.to),
  ].filter((filter) => filter !== false)
}

function isBy(eb: Builder, by: string): Expression<SqlBool> {
  const person = personIn(by)
  if (!person) return eb('change.by_name', '=', by)
  const isOfKind = eb('change.by_kind', '=', person.kind)
  return person.kind === 'system' ? isOfKind : eb.and([isOfKind, eb('change.by_id', '=', person.id)])
}

/** `home` is the name of the client of the person who made the change, if it is another one. */
type ChangeRow = Selectable<ChangeTable> & { undone_by: number | null; home: string | null }

export function toChange(row: ChangeRow): Change {
  return {
    id: row.id,
    at: row.at,
    kind: row.kind,
    by: row.by_name ?? undefined,
    byKind: row.by_kind ?? undefined,
    byId: row.by_id ?? undefined,
    byClient: row.home ?? undefined,
    address: row.address,
    agent: named(row.agent_id, row.agent_name),
    agentSkill: named(row.agent_skill_id, row.agent_skill_name),
    service: named(row.service_id, row.service_name),
    user: named(row.user_id, row.user_name),
    before: fields(row.before_fields),
    after: fields(row.after_fields),
    undoes: row.undoes ?? undefined,
    undoneBy: row.undone_by ?? undefined,
    bulkChange: row.bulk_change_id ?? undefined,
  }
}

const named = (id: number | null, name: string | null) => (id === null ? undefined : { id, name: name ?? '' })

// Written by `recordChanges`, from the type that is read here.
const fields = (json: string | null) => (json === null ? undefined : (JSON.parse(json) as Change['before']))
