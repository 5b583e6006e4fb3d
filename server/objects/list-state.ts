import { sql } from 'kysely'
import type { ListInfo } from '#contract/common.ts'
import { prepare } from '#server/database/prepared.ts'
import type { Database, ListStateTable } from '#server/database/tables.ts'

type List = ListStateTable['list']

/**
 * Records, in the transaction of a write, that a list changed. `lastModified` moves with every change, also within one
 * millisecond and when the clock was set back. A sign-in is no change of the list.
 * `grownBy` is how many more it holds. A write that touches several does so in the order agents, locked agents, agent skills: two writes
 * then never wait for each other in a circle.
 */
export async function touchList(
  db: Database,
  change: { client: number; list: List; now: number; grownBy?: number },
): Promise<void> {
  await db
    .updateTable('list_state')
    .set((eb) => ({
      size: eb('size', '+', change.grownBy ?? 0),
      last_modified: sql<number>`case when last_modified >= ${change.now} then last_modified + 1 else ${change.now} end`,
    }))
    .where('client_id', '=', change.client)
    .where('list', '=', change.list)
    .execute()
}

const stateOf = prepare<{ client: number; list: List }>()((db, value) =>
  db
    .selectFrom('list_state')
    .select(['size', 'last_modified as lastModified'])
    .where('client_id', '=', value('client'))
    .where('list', '=', value('list')),
)

export async function readListInfo(db: Database, client: number, list: List): Promise<ListInfo> {
  const [state] = await stateOf(db, { client, list })
  return state ?? { size: 0 }
}
