import { sql } from 'kysely'
import { CLOCKS_DIFFER_BY } from '#server/accounts/clock-skew.ts'
import type { Database } from '#server/database/tables.ts'
import { failure, type ApiFailure } from '#server/operations/api-failure.ts'

/** How often something may be done within a time in milliseconds. */
export interface Rate {
  most: number
  within: number
}

interface Taken {
  /** Including this time. */
  taken: number
  isOver: boolean
  /** When counting starts again. */
  endsAt: number
}

const HOUR = 60 * 60 * 1000

/** The longest `within`. */
const LONGEST = HOUR

/**
 * Counts one more under a key, in a transaction. Call it before the action that it limits, and `giveBack` afterwards if the action
 * turns out not to count.
 */
export async function takeOne(trx: Database, key: string, { most, within }: Rate, now: number): Promise<Taken> {
  // A count that ends later than this began before the clock was set back.
  const isOn = sql<boolean>`rate.ends_at > ${now} and rate.ends_at <= ${now + within + CLOCKS_DIFFER_BY}`
  const { taken, ends_at: endsAt } = await trx
    .insertInto('rate')
    .values({ key, taken: 1, ends_at: now + within })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        taken: sql<number>`case when ${isOn} then rate.taken + 1 else 1 end`,
        ends_at: sql<number>`case when ${isOn} then rate.ends_at else ${now + within} end`,
      }),
    )
    .returning(['taken', 'ends_at'])
    .executeTakeFirstOrThrow()
  return { taken, isOver: taken > most, endsAt }
}

/** Takes back one count under each key. */
export async function giveBack(trx: Database, keys: readonly string[]): Promise<void> {
  if (!keys.length) return
  await trx
    .updateTable('rate')
    .set({ taken: sql<number>`taken - 1` })
    .where('key', 'in', keys)
    .where('taken', '>', 0)
    .execute()
}

/** Returns when the last exhausted one of these rates starts again; undefined if none is exhausted. */
export async function exhaustedUntil(
  db: Database,
  rates: ReadonlyMap<string, Rate>,
  now: number,
): Promise<number | undefined> {
  const rows = await db
    .selectFrom('rate')
    .selectAll()
    .where('key', 'in', [...rates.keys()])
    .execute()
  const ends = rows.flatMap(({ key, taken, ends_at }) => {
    const rate = rates.get(key)
    const isOn = rate && ends_at > now && ends_at <= now + rate.within + CLOCKS_DIFFER_BY
    return isOn && taken >= rate.most ? ends_at : []
  })
  return ends.length ? Math.max(...ends) : undefined
}

/** Deletes counts that have ended. */
export async function sweepRates(trx: Database, now: number): Promise<void> {
  await trx
    .deleteFrom('rate')
    .where((eb) => eb.or([eb('ends_at', '<=', now), eb('ends_at', '>', now + LONGEST + CLOCKS_DIFFER_BY)]))
    .execute()
}

type TooMany = 'tooManySignIns' | 'tooManyReused' | 'tooManyNewPasswords'

/** A 429 that says when to try again. */
export function tooMany(reason: TooMany, endsAt: number, now: number): ApiFailure {
  const seconds = Math.max(1, Math.ceil((endsAt - now) / 1000))
  return failure(429, { reason, seconds: String(seconds) }, seconds)
}
