import { hash, verify } from '@node-rs/argon2'

// argon2id is the library's default algorithm; the costs are OWASP's first recommendation.
const COSTS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string) => hash(password, COSTS)

let nobody: Promise<string> | undefined

/** Without a hash (there is no such account) it takes as long as with one, and is false. */
export async function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword('the password of nobody')
  return (await verify(passwordHash ?? (await nobody), password)) && passwordHash !== undefined
}
