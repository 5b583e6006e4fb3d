import { LRUCache } from 'lru-cache'

/** As many wrong passwords as lock an account. */
const MOST = 5

/** In memory alone: what is typed as a name may be a password. */
const attempts = new LRUCache<string, number>({ max: 10_000, ttl: 15 * 60_000, noUpdateTTL: true })

/** Counts wrong passwords under a name that nobody has. True for the one that would lock the account if there were one. */
export function isOneTooMany(name: string): boolean {
  const count = (attempts.get(name) ?? 0) + 1
  attempts.set(name, count)
  return count === MOST
}
