import type { Selectable } from 'kysely'
import type { BulkChangeSummary, ItemCounts } from '#contract/bulk-changes.ts'
import type { ReadableChange } from '#contract/planned-changes.ts'
import type { Chosen, Names, Unknown } from '#server/bulk-changes/chosen.ts'
import type { BulkChangeTable, Database } from '#server/database/tables.ts'
import { missing } from '#server/operations/api-failure.ts'
import { mayActIn, type Identity } from '#server/operations/context.ts'

/** A draft is gone after a day. */
export const DRAFT_LIVES_MS = 24 * 60 * 60 * 1000

type Row = Omit<Selectable<BulkChangeTable>, 'chosen_list'>

/** A bulk change with its JSON read. */
export interface StoredBulkChange extends Omit<Row, 'chosen' | 'changes' | 'names' | 'unknown'> {
  chosen: Chosen
  changes: ReadableChange[]
  names: Names
  unknown: Unknown
}

const COLUMNS = [
  'id',
  'client_id',
  'status',
  'author_id',
  'author_name',
  'address',
  'reason',
  'chosen',
  'changes',
  'names',
  'unknown',
  'undoes',
  'retries',
  'agents',
  'created_at',
  'planned_at',
  'failure',
  'applied_at',
  'started_at',
  'finished_at',
  'owner',
  'beat',
  'resumed_at',
  'done_before',
  'start_at',
  'take_back_at',
  'time_zone',
  'take_back',
  'by_system',
] as const satisfies (keyof Row)[]

export const selectBulkChanges = (db: Database) => db.selectFrom('bulk_change').select(COLUMNS)

// Written below and by the planner, from these types.
export const toStored = (row: Row): StoredBulkChange => ({
  ...row,
  chosen: JSON.parse(row.chosen) as Chosen,
  changes: JSON.parse(row.changes) as ReadableChange[],
  names: JSON.parse(row.names) as Names,
  unknown: JSON.parse(row.unknown) as Unknown,
})

/** Returns a bulk change; undefined if it is gone. */
export async function findBulkChange(db: Database, id: number): Promise<StoredBulkChange | undefined> {
  const row = await selectBulkChanges(db).where('id', '=', id).executeTakeFirst()
  return row && toStored(row)
}

/** The bulk change with an id. Throws 404 where there is none that the caller may see: a draft is its author's alone. */
export async function requireBulkChange(
  db: Database,
  identity: Identity,
  id: number,
  now: number,
): Promise<StoredBulkChange> {
  const found = await findBulkChange(db, id)
  if (
    !found ||
    !mayActIn(identity, found.client_id) ||
    (found.status === 'Draft' && !isLiveDraftOf(identity, found, now))
  )
    throw missing('Bulk change', id)
  return found
}

const isLiveDraftOf = (identity: Identity, { author_id, created_at }: StoredBulkChange, now: number) =>
  identity.kind === 'user' && identity.id === author_id && now - created_at < DRAFT_LIVES_MS

/** The name of the caller of a bulk change, for the log. */
export const callerOf = ({ author_name, by_system }: StoredBulkChange) =>
  by_system ? `the system, for ${author_name}` : author_name

export interface NewBulkChange {
  client: number
  author: Identity
  address: string
  reason: string
  chosen: Chosen
  list: readonly (number | string)[]
  changes: readonly ReadableChange[]
  undoes?: number
  retries?: number
  startAt?: number | undefined
  takeBackAt?: number | undefined
  timeZone?: string | undefined
  isBySystem?: boolean
  /** Without it, a draft. */
  appliedAt?: number
  now: number
}

/** Inserts a bulk change that nobody has planned yet. */
export async function insertBulkChange(db: Database, made: NewBulkChange): Promise<number> {
  const { id } = await db
    .insertInto('bulk_change')
    .values({
      client_id: made.client,
      status: made.appliedAt === undefined ? 'Draft' : 'Waiting',
      author_id: made.author.id,
      author_name: made.author.name,
      address: made.address,
      reason: made.reason,
      chosen: JSON.stringify(made.chosen),
      chosen_list: JSON.stringify(made.list),
      changes: JSON.stringify(made.changes),
      names: JSON.stringify({ skills: {}, services: {} } satisfies Names),
      unknown: JSON.stringify({ total: 0, loginIds: [] } satisfies Unknown),
      undoes: made.undoes ?? null,
      retries: made.retries ?? null,
      created_at: made.now,
      applied_at: made.appliedAt ?? null,
      start_at: made.startAt ?? null,
      take_back_at: made.takeBackAt ?? null,
      time_zone: made.timeZone ?? null,
      take_back: made.takeBackAt === undefined ? null : 'pending',
      by_system: Number(made.isBySystem ?? false),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export const toBulkChangeSummary = (
  stored: StoredBulkChange,
  items: ItemCounts,
  undoneBy?: number,
): BulkChangeSummary => ({
  id: stored.id,
  status: stored.status,
  author: { id: stored.author_id, name: stored.author_name },
  reason: stored.reason,
  changes: stored.changes,
  undoes: stored.undoes ?? undefined,
  retries: stored.retries ?? undefined,
  undoneBy,
  startAt: stored.start_at ?? undefined,
  takeBackAt: stored.take_back_at ?? undefined,
  timeZone: stored.time_zone ?? undefined,
  takeBack: stored.take_back ?? undefined,
  isBySystem: stored.by_system === 1,
  agents: stored.agents,
  items,
  createdAt: stored.created_at,
  appliedAt: stored.applied_at ?? undefined,
  startedAt: stored.started_at ?? undefined,
  finishedAt: stored.finished_at ?? undefined,
})

/** The last bulk change that was applied to take each of these back. */
export async function undoingOf(
  db: Database,
  client: number,
  rows: readonly StoredBulkChange[],
): Promise<ReadonlyMap<number, number>> {
  if (!rows.length) return new Map()
  const found = await db
    .selectFrom('bulk_change')
    .select(['undoes', (eb) => eb.fn.max('id').as('id')])
    .where('client_id', '=', client)
    .where('status', '<>', 'Draft')
    .where(
      'undoes',
      'in',
      rows.map(({ id }) => id),
    )
    .groupBy('undoes')
    .execute()
  return new Map(found.map(({ undoes, id }) => [undoes ?? 0, Number(id)]))
}
