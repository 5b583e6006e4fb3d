import { LATEST_START } from '#contract/bulk-change-times.ts'
import { ADMINISTER_AGENTS, AGENT_ADMINISTRATORS, refusal } from '#contract/access.ts'
import { sentenceOf } from '#contract/refusals.ts'
import type { Parts } from '#server/bulk-changes/parts.ts'
import { insertBulkChange, selectBulkChanges, toStored, type StoredBulkChange } from '#server/bulk-changes/store.ts'
import { forgetTemporary } from '#server/bulk-changes/temporary.ts'
import type { Identity } from '#server/operations/context.ts'

/** Bulk changes whose time has come that are looked at together. */
const AT_ONCE = 100

/**
 * The system, in the place of the author of a bulk change: to take it back at its time needs no right at that moment, because it was
 * granted with the plan, and only what the plan changed is restored.
 */
export const systemFor = ({
  author_id: id,
  author_name: name,
  client_id: clientId,
}: Pick<StoredBulkChange, 'author_id' | 'author_name' | 'client_id'>): Identity => ({
  kind: 'user',
  id,
  name,
  clientId,
  role: 'Sysadmin',
  powers: [ADMINISTER_AGENTS],
  services: undefined,
})

/** Lets bulk changes start whose time has come, and takes back those whose time is over. */
export async function followTimes(parts: Parts): Promise<void> {
  const now = parts.clock()
  const due = await selectBulkChanges(parts.db)
    .where('status', '=', 'Scheduled')
    .where('start_at', '<=', now)
    .orderBy('start_at')
    .orderBy('id')
    .limit(AT_ONCE)
    .execute()
  for (const row of due) await start(parts, toStored(row), now)
  const over = await selectBulkChanges(parts.db)
    .where('take_back', '=', 'pending')
    .where('take_back_at', '<=', now)
    .where('status', 'in', ['Done', 'Stopped'])
    .orderBy('take_back_at')
    .limit(AT_ONCE)
    .execute()
  for (const row of over) {
    const stored = toStored(row)
    await takeBack(parts, stored, { author: systemFor(stored), address: stored.address, isBySystem: true })
  }
}

/** Stops the scheduled bulk changes whose authors may no longer make them. */
export async function stopUnauthorized(parts: Parts): Promise<void> {
  const scheduled = await selectBulkChanges(parts.db).where('status', '=', 'Scheduled').orderBy('id').execute()
  for (const row of scheduled) await stopIfUnauthorized(parts, toStored(row))
}

async function start(parts: Parts, stored: StoredBulkChange, now: number): Promise<void> {
  if (await stopIfUnauthorized(parts, stored)) return
  const { start_at, take_back_at } = stored
  const isMissed = now - (start_at ?? now) > LATEST_START || (take_back_at !== null && take_back_at <= now)
  await parts.db
    .updateTable('bulk_change')
    .set(isMissed ? { status: 'Missed', finished_at: now, take_back: null } : { status: 'Waiting' })
    .where('id', '=', stored.id)
    .where('status', '=', 'Scheduled')
    .execute()
}

async function stopIfUnauthorized(parts: Parts, stored: StoredBulkChange): Promise<boolean> {
  const failure = await whyUnauthorized(parts, stored)
  if (failure === undefined) return false
  await parts.db
    .updateTable('bulk_change')
    .set({ status: 'Stopped', finished_at: parts.clock(), take_back: null, failure })
    .where('id', '=', stored.id)
    .where('status', '=', 'Scheduled')
    .execute()
  return true
}

async function whyUnauthorized({ accounts, history }: Parts, stored: StoredBulkChange): Promise<string | undefined> {
  const { author_id: id, author_name: name, applied_at } = stored
  const author = await accounts.identityOf(id)
  if (!author) return sentenceOf({ reason: 'authorSignInEnded', name })
  if (refusal(AGENT_ADMINISTRATORS, author)) return sentenceOf({ reason: 'authorPowerEnded', name })
  const { change } = await history.list(systemFor(stored), author.clientId, {
    user: id,
    kind: 'user-password-set',
    from: applied_at ?? 0,
    count: 100,
  })
  const isByOther = change.some(({ byKind, byId }) => byKind !== 'user' || byId !== id)
  return isByOther ? sentenceOf({ reason: 'authorPasswordSet', name }) : undefined
}

interface TakingBack {
  author: Identity
  address: string
  isBySystem: boolean
}

/**
 * Takes a temporary bulk change back, once: makes another one of it, which plans itself when it runs. Returns its id; undefined where
 * another call did it, or nothing was applied.
 */
export async function takeBack(
  { db, clock }: Parts,
  { id, client_id: client, reason, changes }: StoredBulkChange,
  by: TakingBack,
): Promise<number | undefined> {
  const now = clock()
  const made = await db.transaction().execute(async (trx) => {
    const applied = await trx
      .selectFrom('bulk_change_item')
      .select('item')
      .where('bulk_change_id', '=', id)
      .where('outcome', '=', 'applied')
      .limit(1)
      .executeTakeFirst()
    const { numUpdatedRows } = await trx
      .updateTable('bulk_change')
      .set({ take_back: applied ? 'begun' : null })
      .where('id', '=', id)
      .where('take_back', '=', 'pending')
      .executeTakeFirst()
    if (!numUpdatedRows || !applied) return undefined
    return insertBulkChange(trx, {
      ...by,
      client,
      reason,
      changes,
      chosen: { by: 'bulk-change' },
      list: [],
      undoes: id,
      now,
      appliedAt: now,
    })
  })
  await forgetTemporary(db, id)
  return made
}
