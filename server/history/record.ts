import { sql } from 'kysely'
import type { Change, ChangeKind } from '#contract/history.ts'
import type { Database } from '#server/database/tables.ts'
import type { BulkItem, Context } from '#server/operations/context.ts'

type Fields = NonNullable<Change['before']>
type Named = NonNullable<Change['agent']>

/** The person who makes a change. */
export interface By {
  kind: 'user' | 'agent'
  id: number
  name: string
  /** The id of their client. */
  client: number
}

export interface NewChange {
  kind: ChangeKind
  agent?: Named
  agentSkill?: Named
  service?: Named
  user?: Named
  before?: Fields
  after?: Fields
  /** The person who made it, if not the session's owner; null for the system (an agent locked after wrong passwords). */
  by?: By | null
}

/** The origin of a change: the call, its client, the time. */
interface Origin {
  context: Pick<Context, 'identity' | 'address'> & {
    undoes?: { id: number } | undefined
    item?: (Pick<BulkItem, 'bulkChange' | 'item'> & Partial<BulkItem>) | undefined
  }
  client: number
  now: number
}

// SQLite binds 32,766 values at once, PostgreSQL 65,535.
const ROWS_AT_ONCE = 1000

/** Inserts the history of a write, in its transaction. Returns the ids of the changes, in their order. */
export async function recordChanges(
  trx: Database,
  origin: Origin,
  changes: readonly NewChange[],
): Promise<readonly number[]> {
  const ids: number[] = []
  for (let from = 0; from < changes.length; from += ROWS_AT_ONCE) {
    const rows = await trx
      .insertInto('change')
      .values(changes.slice(from, from + ROWS_AT_ONCE).map((change) => toRow(origin, change)))
      .returning('id')
      .execute()
    ids.push(...rows.map(({ id }) => id))
  }
  // Given out in the order of the rows, which `returning` does not promise to keep.
  return ids.sort((one, other) => one - other)
}

const ownerOf = ({ identity }: Origin['context']): By | undefined =>
  identity && { kind: identity.kind, id: identity.id, name: identity.name, client: identity.clientId }

/** No change of a bulk change is dated before one that a bulk change made earlier, even if a clock was set back: see deeds.ts. */
const notBeforeBulkChanges = (client: number, now: number) => sql<number>`coalesce((
  select case when earlier.at > ${now} then earlier.at else ${now} end from change as earlier
  where earlier.client_id = ${client} and earlier.bulk_change_id is not null
  order by earlier.at desc, earlier.id desc limit 1), ${now})`

function toRow({ context, client, now }: Origin, change: NewChange) {
  const systemFor = context.item?.systemFor
  const by = change.by === undefined && systemFor === undefined ? ownerOf(context) : change.by
  return {
    client_id: client,
    at: context.item ? notBeforeBulkChanges(client, now) : now,
    kind: change.kind,
    by_kind: by?.kind ?? ('system' as const),
    by_id: by?.id ?? null,
    by_client: by?.client ?? null,
    by_name: by?.name ?? null,
    for_name: systemFor ?? null,
    address: context.address,
    agent_id: change.agent?.id ?? null,
    agent_name: change.agent?.name ?? null,
    agent_skill_id: change.agentSkill?.id ?? null,
    agent_skill_name: change.agentSkill?.name ?? null,
    service_id: change.service?.id ?? null,
    service_name: change.service?.name ?? null,
    user_id: change.user?.id ?? null,
    user_name: change.user?.name ?? null,
    before_fields: change.before ? JSON.stringify(change.before) : null,
    after_fields: change.after ? JSON.stringify(change.after) : null,
    undoes: context.undoes?.id ?? null,
    bulk_change_id: context.item?.bulkChange ?? null,
    bulk_change_item: context.item?.item ?? null,
  }
}

/** Reads the fields of a stored change, which are written above from this type. */
export const fieldsIn = (json: string | null) => (json === null ? undefined : (JSON.parse(json) as Change['before']))
