import type { Selectable } from 'kysely'
import { SIGN_IN_KNOWN_FOR_DAYS } from '#contract/users.ts'
import { CLOCKS_DIFFER_BY } from '#server/accounts/clock-skew.ts'
import type { Networks } from '#server/operations/networks.ts'
import type { SessionOwner } from '#server/accounts/session-store.ts'
import type { Database, SignInPlaceTable } from '#server/database/tables.ts'

const DAY = 24 * 60 * 60 * 1000

/** How long a place counts as the owner's own after a sign-in. */
const KNOWN_FOR = SIGN_IN_KNOWN_FOR_DAYS * DAY
/** How long a stranger's wrong passwords count against their place. */
const REMEMBERED_FOR = DAY

export type SignInPlace = Selectable<SignInPlaceTable>

/** The caller's place, as an account remembers it. */
export interface Places {
  /** Set if the owner signed in here before. */
  own: SignInPlace | undefined
  /** Set if a stranger here has to wait. */
  strange: SignInPlace | undefined
}

export async function findPlaces(
  db: Database,
  owner: SessionOwner,
  { caller, customer }: Networks,
  now: number,
): Promise<Places> {
  const rows = await db
    .selectFrom('sign_in_place')
    .selectAll()
    .where(...isOf(owner))
    .where('network', 'in', [caller, customer])
    .where('expires_at', '>', now)
    .where('expires_at', '<=', now + KNOWN_FOR + CLOCKS_DIFFER_BY)
    .execute()
  return {
    own: rows.find(({ network, known }) => network === caller && known === 1),
    strange: rows.find(({ network, known }) => network === customer && known === 0),
  }
}

/** Returns when each of the users last signed in anywhere, as far as their places tell. */
export async function findLastSignIns(
  db: Database,
  users: readonly number[],
  now: number,
): Promise<ReadonlyMap<number, number>> {
  if (!users.length) return new Map()
  const rows = await db
    .selectFrom('sign_in_place')
    .select(['user_id', (eb) => eb.fn.max('expires_at').as('expires_at')])
    .where('user_id', 'in', users)
    .where('known', '=', 1)
    .where('expires_at', '>', now)
    .where('expires_at', '<=', now + KNOWN_FOR + CLOCKS_DIFFER_BY)
    .groupBy('user_id')
    .execute()
  return new Map(rows.map(({ user_id, expires_at }) => [user_id ?? 0, expires_at - KNOWN_FOR]))
}

type Counters = Pick<SignInPlace, 'failures' | 'first_failed_at' | 'wait_until'>

/** Stores the wrong passwords at one of the owner's places. */
export async function noteAtOwnPlace(trx: Database, { id }: SignInPlace, counters: Counters): Promise<void> {
  await trx.updateTable('sign_in_place').set(counters).where('id', '=', id).execute()
}

/** Stores how long a stranger's place has to wait. */
export async function noteStranger(
  trx: Database,
  owner: SessionOwner,
  { customer }: Networks,
  counters: Pick<Counters, 'failures' | 'wait_until'>,
  now: number,
): Promise<void> {
  const columns = { ...counters, first_failed_at: null, known: 0, expires_at: now + REMEMBERED_FOR }
  await trx
    .insertInto('sign_in_place')
    .values({ ...ownerColumns(owner), network: customer, ...columns })
    .onConflict((conflict) => conflict.columns([ownerColumn(owner), 'network']).doUpdateSet(columns))
    .execute()
}

/** Makes a place the owner's own after a sign-in, and forgets the wrong passwords there. */
export async function rememberPlace(
  trx: Database,
  owner: SessionOwner,
  { caller }: Networks,
  now: number,
): Promise<void> {
  const columns = { known: 1, failures: 0, first_failed_at: null, wait_until: null, expires_at: now + KNOWN_FOR }
  const { numUpdatedRows } = await trx
    .updateTable('sign_in_place')
    .set(columns)
    .where(...isOf(owner))
    .where('network', '=', caller)
    .executeTakeFirst()
  if (numUpdatedRows) return
  // Each new place pays for deleting the expired ones.
  await trx
    .deleteFrom('sign_in_place')
    .where((eb) => eb.or([eb('expires_at', '<=', now), eb('expires_at', '>', now + KNOWN_FOR + CLOCKS_DIFFER_BY)]))
    .execute()
  await trx
    .insertInto('sign_in_place')
    .values({ ...ownerColumns(owner), network: caller, ...columns })
    .execute()
}

/** Ends all waits and gives every place its attempts back. */
export async function forgiveAllPlaces(trx: Database, owner: SessionOwner): Promise<void> {
  await trx
    .updateTable('sign_in_place')
    .set({ failures: 0, first_failed_at: null, wait_until: null })
    .where(...isOf(owner))
    .execute()
}

const ownerColumn = (owner: SessionOwner) => ('user' in owner ? ('user_id' as const) : ('agent_id' as const))

const isOf = (owner: SessionOwner) => [ownerColumn(owner), '=', 'user' in owner ? owner.user : owner.agent] as const

const ownerColumns = (owner: SessionOwner) => ({
  user_id: 'user' in owner ? owner.user : null,
  agent_id: 'agent' in owner ? owner.agent : null,
})
