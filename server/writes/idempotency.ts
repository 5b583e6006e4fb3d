import type { Database } from '#server/database/tables.ts'
import { conflict } from '#server/operations/api-failure.ts'
import type { Identity, Once } from '#server/operations/context.ts'

// A caller who lost a reply asks again within minutes.
const REMEMBERED_MS = 24 * 60 * 60 * 1000

/**
 * Does a write under its caller's key, once, in the given transaction. A repeated request, even at the same moment, gets the
 * first reply. Throws 409 when the key belongs to another request.
 */
export async function doOnce<Result>(
  trx: Database,
  identity: Identity,
  { key, request, at }: Once,
  work: () => Promise<Result>,
): Promise<Result> {
  await trx
    .deleteFrom('idempotency_key')
    .where('at', '<', at - REMEMBERED_MS)
    .execute()
  const mine = { client_id: identity.clientId, owner: `${identity.kind}:${identity.id}`, key }
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('idempotency_key')
    .values({ ...mine, request, at, reply: null })
    .onConflict((taken) => taken.doNothing())
    .executeTakeFirst()
  if (!numInsertedOrUpdatedRows) {
    const first = await trx
      .selectFrom('idempotency_key')
      .select(['request', 'reply'])
      .where((eb) => eb.and(mine))
      .executeTakeFirstOrThrow()
    if (first.request !== request) throw conflict({ reason: 'foreignIdempotencyKey' })
    // Written below, from a result of the same operation.
    return JSON.parse(first.reply ?? 'null') as Result
  }
  const result = await work()
  await trx
    .updateTable('idempotency_key')
    .set({ reply: JSON.stringify(result) })
    .where((eb) => eb.and(mine))
    .execute()
  return result
}
