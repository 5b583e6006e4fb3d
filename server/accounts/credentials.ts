import { invalidField } from '#contract/errors.ts'
import { WRONG_OWN_PASSWORD } from '#contract/own-account.ts'
import type { Login } from '#contract/sessions.ts'
import type { Account, ProvenAccount } from '#server/accounts/account.ts'
import { forgetAttempt, requirePatience, takeAttempt, type Attempt } from '#server/accounts/attempts.ts'
import { isOneTooMany } from '#server/accounts/attempts-at-nobody.ts'
import { findAccount } from '#server/accounts/find-account.ts'
import { lockAccount, writeAsMuch } from '#server/accounts/lockout.ts'
import { oneAtATime } from '#server/accounts/one-at-a-time.ts'
import { isPasswordOf } from '#server/accounts/passwords.ts'
import type { SessionOwner } from '#server/accounts/session-store.ts'
import { wrongCredentials } from '#server/accounts/still-right.ts'
import { hasDemoData } from '#server/database/site.ts'
import type { Database } from '#server/database/tables.ts'
import { write } from '#server/writes/write.ts'
import { forbidden, invalid, type ApiFailure } from '#server/operations/api-failure.ts'
import type { Context, SecurityEvent, SignedIn } from '#server/operations/context.ts'

/** Runs in the transaction that forgets the wrong passwords before the right one. */
type Work<Result> = (trx: Database, account: ProvenAccount) => Promise<Result>

/** Throws 403 if the database holds demo data and the caller is not on this machine: everybody knows the demo password. */
async function requireDemoAtHome(db: Database, { isFromHere }: Context): Promise<void> {
  if (!isFromHere() && (await hasDemoData(db))) throw forbidden({ reason: 'demoElsewhere' })
}

/**
 * Runs `work` for a caller with the right password. Throws 401, 403 for a demo account from elsewhere, 429 for an address that was
 * refused too often, 503 when too many callers wait.
 */
export async function admit<Result>(
  db: Database,
  context: Context,
  login: Login,
  now: number,
  work: Work<Result>,
): Promise<Result> {
  await requireDemoAtHome(db, context)
  const account = await findAccount(db, login)
  // Unknown names queue as well, or they would be answered faster.
  const key = `${login.clientName}:${login.agent ? 'agent' : 'user'}:${login.userName}`.toUpperCase()
  const owner = account?.owner ?? (login.agent ? { agent: NOBODY } : { user: NOBODY })
  return prove(db, context, { key, account, owner, password: login.password, refused: wrongCredentials }, now, work)
}

/** No row has this id. */
const NOBODY = 0

/**
 * Checks the password of a user who is signed in. A wrong one counts as at the sign-in but answers 400, not 401: the session is
 * still good. Throws 429 and 503 as `admit` does.
 */
export async function confirmPassword(
  db: Database,
  context: SignedIn,
  password: string,
  now: number,
): Promise<ProvenAccount> {
  const { id, name, clientId: client } = context.identity
  const { password_hash: passwordHash } = await db
    .selectFrom('user_account')
    .select('password_hash')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const owner = { user: id }
  const account: Account = { id, name, client, owner, passwordHash }
  const wrong = () => invalid(invalidField('password', WRONG_OWN_PASSWORD))
  return prove(db, context, { key: `user ${id}`, account, owner, password, refused: wrong }, now, justProven)
}

/** For callers whose work does not fit in this transaction. They check with `requireStillRight` in their own. */
export const justProven: Work<ProvenAccount> = async (_trx, account) => account

interface Claim {
  /** Attempts with the same key run one after another, so that many right passwords at once are all let in. */
  key: string
  account: Account | undefined
  /** `NOBODY` if there is no account. */
  owner: SessionOwner
  password: string
  refused: () => ApiFailure
}

type Reason = Extract<SecurityEvent, { event: 'sign-in-refused' }>['reason']

/**
 * Runs `work` if the password is right. All refusals take equally long: each verifies one password and is one transaction (two when
 * it locks), whether or not the account exists.
 */
async function prove<Result>(
  db: Database,
  context: Context,
  { key, account, owner, password, refused }: Claim,
  now: number,
  work: Work<Result>,
): Promise<Result> {
  const refuse = (reason: Reason, failure = refused()) => {
    context.note({
      event: 'sign-in-refused',
      reason,
      ...(account && { client: account.client, account: account.name }),
    })
    return failure
  }
  await requirePatience(db, context, owner, now)
  // This queue is per process. Across processes only the counts in the database hold.
  return oneAtATime(key, async () => {
    let attempt: Attempt | undefined
    const isRight = await isPasswordOf(async () => {
      attempt = await takeAttempt(db, context, owner, now)
      return attempt.isTaken ? account?.passwordHash : undefined
    }, password)
    if (!attempt) throw new Error('A password was checked without an attempt')
    const { isTaken, locks, counted, isAtOwnPlace, impatient } = attempt
    if (!account) {
      if (isOneTooMany(key)) await writeAsMuch(db, context, counted)
      throw refuse('no such account', impatient)
    }
    if (!isTaken) throw refuse('locked or inactive', impatient)
    if (!isRight) {
      if (locks) await lockAccount(db, context, account, now)
      throw refuse('wrong password', impatient)
    }
    return write(db, context, async (trx) => {
      const proven = { ...account, isAtOwnPlace }
      if (!(await forgetAttempt(trx, context, proven, counted, now))) throw refuse('locked or inactive')
      return work(trx, proven)
    })
  })
}
