import { LRUCache } from 'lru-cache'
import { WRONG_PASSWORDS } from '#contract/sessions.ts'

/** Kept in memory only: people type passwords into the field for the name. */
const attempts = new LRUCache<string, number>({ max: 10_000, ttl: 15 * 60_000, noUpdateTTL: true })

/** Counts a wrong password for an unknown name. Returns true for the one that would have locked an account. */
export function isOneTooMany(name: string): boolean {
  const count = (attempts.get(name) ?? 0) + 1
  attempts.set(name, count)
  return count === WRONG_PASSWORDS
}
