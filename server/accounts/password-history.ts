import { invalidField } from '#contract/errors.ts'
import { hashPassword, isPassword } from '#server/accounts/passwords.ts'
import { giveGuessBack, guesserOf, takeGuess } from '#server/accounts/password-guesses.ts'
import { giveBack } from '#server/accounts/rates.ts'
import { oneAtATime } from '#server/accounts/one-at-a-time.ts'
import { endSessions, type SessionOwner } from '#server/accounts/session-store.ts'
import type { Database } from '#server/database/tables.ts'
import type { Recorder } from '#server/writes/recording.ts'
import { rehearse, write } from '#server/writes/write.ts'
import { invalid } from '#server/operations/api-failure.ts'
import type { Context } from '#server/operations/context.ts'

/** The last four may not come again, the current one among them (Update Agent; Create Agent's "3" is within it). */
const REMEMBERED = 4

/** Whose password it is. */
interface PasswordOwner {
  client: number
  owner: SessionOwner
}

/** A password that a caller wants to set. */
interface Wanted {
  /** `name` is for the log. */
  owner: PasswordOwner & { name: string }
  /** The API's name for it. */
  field: string
  password: string
  /** Whether the current one passes as no change. */
  keepsCurrent?: boolean
  now: number
}

/** A new password, compared with the owner's earlier ones, of which `latest` was the newest. */
export interface NewPassword {
  /** Undefined where it is the owner's current one. */
  hash: string | undefined
  latest: number | undefined
}

/** The earlier passwords changed between the comparison and the write. */
class HistoryMoved extends Error {}

/**
 * Runs a write that sets a new password, after comparing it with the last four. The comparison reveals a secret, so it comes
 * last: `work` is rehearsed without the password first, and throws the request's other errors. A refused comparison counts as a
 * wrong guess of the caller's (`takeGuess`). Hashing takes too long for a transaction. If another password was set meanwhile,
 * `setPassword` notices and everything begins again. Throws 400 for a password that was used before, and 429 after too many of
 * them.
 */
export async function withNewPassword<Result>(
  db: Database,
  context: Context,
  wanted: Wanted,
  work: (trx: Database, record: Recorder, password?: NewPassword) => Promise<Result>,
): Promise<Result> {
  await rehearse(db, context, work)
  const guesser = guesserOf(context, wanted.owner.owner)
  return oneAtATime(guesser, async () => {
    await takeGuess(db, context, guesser, wanted.now)
    for (;;) {
      const password = await compared(db, context, wanted, () => giveGuessBack(db, context, guesser))
      try {
        return await write(db, context, async (trx, record) => {
          await giveBack(trx, [guesser])
          return work(trx, record, password)
        })
      } catch (error) {
        if (!(error instanceof HistoryMoved)) throw error
      }
    }
  })
}

/** Throws 400 for one of the last four. Calls `onFailure` if the comparison itself fails. */
async function compared(
  db: Database,
  context: Context,
  { owner: { client, owner, name }, field, password, keepsCurrent = false }: Wanted,
  onFailure: () => Promise<void>,
): Promise<NewPassword> {
  const [current, ...before] = await earlierPasswords(db, owner)
  const latest = current?.id
  const isOneOf = async (passwords: readonly { password_hash: string }[]) => {
    for (const { password_hash } of passwords) if (await isPassword(password_hash, password)) return true
    return false
  }
  try {
    if (await isOneOf(current ? [current] : [])) {
      if (keepsCurrent) return { hash: undefined, latest }
    } else if (!(await isOneOf(before))) return { hash: await hashPassword(password), latest }
  } catch (error) {
    await onFailure()
    throw error
  }
  context.note({ event: 'earlier-password-refused', client, account: name })
  throw invalid(invalidField(field, `Password must not be one of the last ${REMEMBERED} passwords`))
}

/**
 * Sets a password, in a transaction that has locked its owner (`forUpdate`), and ends the owner's sessions. Returns false, and
 * does nothing, if it is the current one.
 */
export async function setPassword(
  trx: Database,
  { client, owner }: PasswordOwner,
  password: NewPassword,
  now: number,
): Promise<boolean> {
  const earlier = await earlierPasswords(trx, owner)
  if (earlier[0]?.id !== password.latest) throw new HistoryMoved()
  if (password.hash === undefined) return false
  const columns = { password_hash: password.hash, password_last_modified: now }
  await (
    'user' in owner
      ? trx.updateTable('user_account').set(columns).where('id', '=', owner.user)
      : trx.updateTable('agent').set(columns).where('id', '=', owner.agent)
  ).execute()
  await rememberPassword(trx, { client, owner }, password.hash, now)
  const fifth = earlier[REMEMBERED - 1]
  if (fifth) await forgetPasswords(trx, owner, fifth.id)
  await endSessions(trx, owner)
  return true
}

/** Adds a hash to the list with which the owner's next password is compared. */
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

/** Deletes the hashes up to one: they are never compared again. */
async function forgetPasswords(trx: Database, owner: SessionOwner, upTo: number): Promise<void> {
  await (
    'user' in owner
      ? trx.deleteFrom('user_password_history').where('user_id', '=', owner.user).where('id', '<=', upTo)
      : trx.deleteFrom('agent_password_history').where('agent_id', '=', owner.agent).where('id', '<=', upTo)
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
