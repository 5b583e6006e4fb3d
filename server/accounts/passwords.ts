import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import pLimit from 'p-limit'
import { busy } from '#server/operations/api-failure.ts'

// argon2id is the library's default algorithm; the costs are OWASP's first recommendation.
const COSTS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** A caller who would wait longer than for these is told to come back. */
const MOST_WAITING = 100

// One hash fills one core, and 19 MiB.
const inTurn = pLimit(availableParallelism())

/** Passwords that are being hashed or checked in this process, and those that wait. */
export const passwordQueue = () => ({ running: inTurn.activeCount, waiting: inTurn.pendingCount })

function queued<Result>(work: () => Promise<Result>): Promise<Result> {
  if (inTurn.pendingCount >= MOST_WAITING) throw busy({ reason: 'tooManyPasswords' })
  return inTurn(work)
}

/** Throws 503 when too many wait already. */
export const hashPassword = async (password: string) => queued(() => hash(password, COSTS))

let nobody: Promise<string> | undefined

/**
 * Compares a password with a hash, for which it calls `hashOf` when its turn in the queue has come. Without a hash (there is no such
 * account) it returns false and takes just as long. Throws 503 like `hashPassword`, without calling `hashOf`.
 */
export async function isPasswordOf(hashOf: () => Promise<string | undefined>, password: string): Promise<boolean> {
  const hashOfNobody = await (nobody ??= hash('the password of nobody', COSTS))
  return queued(async () => {
    const passwordHash = await hashOf()
    return (await verify(passwordHash ?? hashOfNobody, password)) && passwordHash !== undefined
  })
}

/** Throws 503 like `hashPassword`. */
export const isPassword = async (passwordHash: string, password: string) => queued(() => verify(passwordHash, password))
