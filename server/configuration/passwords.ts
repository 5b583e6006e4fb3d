import { hash, verify } from '@node-rs/argon2'
import type { Database } from '#server/database/open.ts'

// argon2id is the library's default algorithm; the costs are OWASP's first recommendation.
const COSTS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string) => hash(password, COSTS)

let nobody: Promise<string> | undefined

/** Without a hash (there is no such account) it takes as long as with one, and is false. */
export async function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword('the password of nobody')
  return (await verify(passwordHash ?? (await nobody), password)) && passwordHash !== undefined
}

interface PasswordOfAgent {
  client: number
  agent: number
  passwordHash: string
  now: number
}

export async function setAgentPassword(trx: Database, password: PasswordOfAgent): Promise<void> {
  await trx
    .updateTable('agent')
    .set({ password_hash: password.passwordHash, password_last_modified: password.now })
    .where('id', '=', password.agent)
    .execute()
  await recordAgentPassword(trx, password)
}

/** Adds to what an agent's next password is compared with. */
export async function recordAgentPassword(
  trx: Database,
  { client, agent, passwordHash, now }: PasswordOfAgent,
): Promise<void> {
  await trx
    .insertInto('agent_password_history')
    .values({ client_id: client, agent_id: agent, password_hash: passwordHash, set_at: now })
    .execute()
}
