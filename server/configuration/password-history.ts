import { invalidField } from '#contract/errors.ts'
import { hashPassword, isPassword } from '#server/configuration/passwords.ts'
import { endSessions, type SessionOwner } from '#server/configuration/session-store.ts'
import type { Database } from '#server/database/tables.ts'
import { invalid } from '#server/operations/api-failure.ts'

/** The last four may not come again, the current one among them (Update Agent; Create Agent's "3" is within it). */
const REMEMBERED = 4

/** Whose password it is. */
export interface PasswordOwner {
  client: number
  owner: SessionOwner
}

/** A new password that was compared with the owner's earlier ones, as they were when the newest of them was `latest`. */
export interface NewPassword {
  /** Undefined where it is the owner's current one. */
  hash: string | undefined
  latest: number | undefined
}

/** The earlier passwords changed between the comparison and the write. */
class HistoryMoved extends Error {}

/**
 * Compares a new password with the last four, hashes it and hands it to the write. Hashing takes too long to do inside a
 * transaction; the write (`setPassword`) makes sure that nothing was added meanwhile, and else it all begins again.
 * Throws 400 for a password that was used before; the current one passes as no change where `keepsCurrent` says so.
 */
export async function withNewPassword<Result>(
  db: Database,
  { owner }: PasswordOwner,
  { field, password, keepsCurrent = false }: { field: string; password: string; keepsCurrent?: boolean },
  work: (password: NewPassword) => Promise<Result>,
): Promise<Result> {
  for (;;) {
    const earlier = await earlierPasswords(db, owner)
    const [current, ...before] = earlier
    const isCurrent = keepsCurrent && (await isPassword(current?.password_hash, password))
    if (!isCurrent)
      for (const { password_hash } of keepsCurrent ? before : earlier)
        if (await isPassword(password_hash, password))
          throw invalid(invalidField(field, `Password must not be one of the last ${REMEMBERED} passwords`))
    const hash = isCurrent ? undefined : await hashPassword(password)
    try {
      return await work({ hash, latest: current?.id })
    } catch (error) {
      if (!(error instanceof HistoryMoved)) throw error
    }
  }
}

/**
 * Sets a password, in a transaction that holds its owner (`heldBy`), and ends the owner's sessions. Returns false, and does
 * nothing, where it is the current one.
 */
export async function setPassword(
  trx: Database,
  { client, owner }: PasswordOwner,
  password: NewPassword,
  now: number,
): Promise<boolean> {
  const [latest] = await earlierPasswords(trx, owner)
  if (latest?.id !== password.latest) throw new HistoryMoved()
  if (password.hash === undefined) return false
  const columns = { password_hash: password.hash, password_last_modified: now }
  await (
    'user' in owner
      ? trx.updateTable('user_account').set(columns).where('id', '=', owner.user)
      : trx.updateTable('agent').set(columns).where('id', '=', owner.agent)
  ).execute()
  await rememberPassword(trx, { client, owner }, password.hash, now)
  await endSessions(trx, owner)
  return true
}

/** Adds to what the owner's next password is compared with. */
export async function rememberPassword(
  trx: Database,
  { client, owner }: PasswordOwner,
  hash: string,
  now: number,
): Promise<void> {
  const row = { client_id: client, password_hash: hash, set_at: now }
  await (
    'user' in owner
      ? trx.insertInto('user_password_history').values({ ...row, user_id: owner.user })
      : trx.insertInto('agent_password_history').values({ ...row, agent_id: owner.agent })
  ).execute()
}

/** Newest first. By id and not by time: a clock may be set back. */
const earlierPasswords = (db: Database, owner: SessionOwner) =>
  'user' in owner
    ? db
        .selectFrom('user_password_history')
        .select(['id', 'password_hash'])
        .where('user_id', '=', owner.user)
        .orderBy('id', 'desc')
        .limit(REMEMBERED)
        .execute()
    : db
        .selectFrom('agent_password_history')
        .select(['id', 'password_hash'])
        .where('agent_id', '=', owner.agent)
        .orderBy('id', 'desc')
        .limit(REMEMBERED)
        .execute()
