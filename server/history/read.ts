import type { AliasableExpression, ExpressionBuilder, Selectable, SelectQueryBuilder } from 'kysely'
import type { Change, ChangePage, ChangeQuery, ClientChange } from '#contract/history.ts'
import type { ChangeTable, Database, Tables } from '#server/database/tables.ts'
import { newestOfBulkChanges, type Place } from '#server/history/deeds.ts'
import { fits, isVisible } from '#server/history/filters.ts'
import { fieldsIn } from '#server/history/record.ts'
import { withSuperseded } from '#server/history/superseded.ts'
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
  const before = await placeBefore(db, client, query)
  const changes = changesOf(db, reader, client, query, before)
  if (!query.deeds) return toPage(query, await selectRows(db, hasFew(query) ? changes : bothOf(db, changes), query))
  const upTo = query.upTo ?? (await lastId(db))
  const ofBulkChanges = await newestOfBulkChanges(db, client, { ...query, upTo }, before)
  const page = toPage(query, await selectDeeds(db, changes, query, ofBulkChanges), { upTo })
  return { ...page, change: await withSuperseded(db, client, page.change) }
}

function toPage(query: ChangeQuery, rows: readonly ChangeRow[], more: Pick<ChangePage, 'upTo'> = {}): ChangePage {
  const page = rows.slice(0, query.count).map(toChange)
  const last = page.at(-1)
  return { change: page, ...(rows.length > query.count && last && { nextBefore: last.id, ...more }) }
}

const lastId = async (db: Database): Promise<number> =>
  (await db.selectFrom('change').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst())?.id ?? 1

const isByTime = ({ from, to }: ChangeQuery) => from !== undefined || to !== undefined

/** Where the page begins: behind an id or, in a list by time, behind a place. */
async function placeBefore(db: Database, client: number, query: ChangeQuery): Promise<Place | number | undefined> {
  const { before } = query
  return before === undefined || !isByTime(query) ? before : { at: await timeOf(db, client, before), id: before }
}

/** An agent's changes, and a user's, have one index for those of bulk changes and the others: no bulk change has many of them. */
const hasFew = ({ agent, user }: ChangeQuery) => agent !== undefined || user !== undefined

/** Selects the ids of a page and one more. */
const changesOf = (
  db: Database,
  reader: Identity,
  client: number,
  query: ChangeQuery,
  before: Place | number | undefined,
) =>
  db
    .selectFrom('change')
    .select('change.id')
    .where('change.client_id', '=', client)
    .where((eb) => fits(eb, query))
    .$if(query.from !== undefined, (all) => all.where('change.at', '>=', query.from ?? 0))
    .$if(query.to !== undefined, (all) => all.where('change.at', '<', query.to ?? 0))
    .$if(before !== undefined, (all) => all.where((eb) => isBehind(eb, before ?? 0)))
    .where((eb) => isVisible(eb, reader))
    .$if(isByTime(query), (all) => all.orderBy('change.at', 'desc'))
    .orderBy('change.id', 'desc')
    .limit(query.count + 1)

type Ids = SelectQueryBuilder<Tables, 'change', { id: number }>

const withoutBulkChanges = (changes: Ids) => changes.where('change.bulk_change_id', 'is', null)

/** The changes of bulk changes and the others, each by their own index. */
const bothOf = (db: Database, changes: Ids) =>
  db
    .selectFrom(withoutBulkChanges(changes).as('single'))
    .select('single.id')
    .unionAll(db.selectFrom(changes.where('change.bulk_change_id', 'is not', null).as('of_bulk')).select('of_bulk.id'))

/** Selects the changes without a bulk change, and these of bulk changes. */
const selectDeeds = (db: Database, changes: Ids, query: ChangeQuery, ofBulkChanges: readonly number[]) =>
  selectRows(
    db,
    db
      .selectFrom(withoutBulkChanges(changes).as('single'))
      .select('single.id')
      .$if(ofBulkChanges.length > 0, (all) =>
        all.unionAll(db.selectFrom('change').select('change.id').where('change.id', 'in', ofBulkChanges)),
      ),
    query,
  )

const selectRows = (db: Database, ids: AliasableExpression<{ id: number }>, query: ChangeQuery): Promise<ChangeRow[]> =>
  db
    .selectFrom(ids.as('page'))
    .innerJoin('change', 'change.id', 'page.id')
    .leftJoin('change as undoing', 'undoing.undoes', 'change.id')
    .leftJoin('client as home', (join) =>
      join.onRef('home.id', '=', 'change.by_client').onRef('home.id', '<>', 'change.client_id'),
    )
    .selectAll('change')
    .select(['undoing.id as undone_by', 'home.display_name as home'])
    .$if(isByTime(query), (all) => all.orderBy('change.at', 'desc'))
    .orderBy('change.id', 'desc')
    .limit(query.count + 1)
    .execute()

/**
 * Returns the names of everybody who made a change that the reader may see. Each name is found behind the one before in the index, and
 * no change is read twice.
 */
export async function readPeople(db: Database, reader: Identity, client: number): Promise<string[]> {
  const names: string[] = []
  let after: string | undefined
  // The changes of bulk changes and the others have an index each.
  const all = (operator: 'is' | 'is not') =>
    db.selectFrom('change').where('client_id', '=', client).where('bulk_change_id', operator, null)
  while (names.length < MOST_PEOPLE) {
    const first = (operator: 'is' | 'is not') =>
      all(operator)
        .select((eb) => eb.fn.min('by_name').as('name'))
        .$if(after !== undefined, (some) => some.where('by_name', '>', after ?? ''))
    const next = await db
      .selectFrom(first('is').unionAll(first('is not')).as('first'))
      .select((eb) => eb.fn.min('first.name').as('name'))
      .executeTakeFirst()
    if (!next?.name) break
    after = next.name
    const theirs = (operator: 'is' | 'is not') =>
      db
        .selectFrom(
          all(operator)
            .select('id')
            .where('by_name', '=', next.name)
            .where((eb) => isVisible(eb, reader))
            .orderBy('id')
            .limit(1)
            .as('one'),
        )
        .select('one.id')
    if (await theirs('is').unionAll(theirs('is not')).executeTakeFirst()) names.push(after)
  }
  return names
}

/** So many names are offered. */
const MOST_PEOPLE = 500

/** Returns when a change was made. If the client has no change with this id, the one before it counts. */
async function timeOf(db: Database, client: number, id: number): Promise<number> {
  const last = db
    .selectFrom('change')
    .select('change.id')
    .where('change.client_id', '=', client)
    .where('change.id', '<=', id)
    .orderBy('change.id', 'desc')
    .limit(1)
  const row = await db
    .selectFrom(bothOf(db, last).as('last'))
    .innerJoin('change', 'change.id', 'last.id')
    .select('change.at')
    .orderBy('change.id', 'desc')
    .executeTakeFirst()
  // Nothing comes before the first change.
  return row?.at ?? Number.MIN_SAFE_INTEGER
}

const isBehind = (eb: ExpressionBuilder<Tables, 'change'>, before: Place | number) =>
  typeof before === 'number'
    ? eb('change.id', '<', before)
    : eb(eb.refTuple('change.at', 'change.id'), '<', eb.tuple(before.at, before.id))

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

/** `home` is the name of the client of the person who made the change, if it is another one. */
type ChangeRow = Selectable<ChangeTable> & { undone_by: number | null; home: string | null }

export function toChange(row: ChangeRow): Change {
  return {
    id: row.id,
    at: row.at,
    kind: row.kind,
    by: row.by_name ?? undefined,
    for: row.for_name ?? undefined,
    byKind: row.by_kind ?? undefined,
    byId: row.by_id ?? undefined,
    byClient: row.home ?? undefined,
    address: row.address,
    agent: named(row.agent_id, row.agent_name),
    agentSkill: named(row.agent_skill_id, row.agent_skill_name),
    service: named(row.service_id, row.service_name),
    user: named(row.user_id, row.user_name),
    before: fieldsIn(row.before_fields),
    after: fieldsIn(row.after_fields),
    undoes: row.undoes ?? undefined,
    undoneBy: row.undone_by ?? undefined,
    bulkChange: row.bulk_change_id ?? undefined,
  }
}

const named = (id: number | null, name: string | null) => (id === null ? undefined : { id, name: name ?? '' })
