import { invalidField } from '#contract/errors.ts'
import { WRONG_OWN_PASSWORD } from '#contract/own-account.ts'
import type { Login } from '#contract/sessions.ts'
import type { Account } from '#server/configuration/account.ts'
import { countRefusal, forgetAttempts, lockAfter, requirePatience, takeAttempt } from '#server/configuration/lockout.ts'
import { oneAtATime } from '#server/configuration/one-at-a-time.ts'
import { isPassword } from '#server/configuration/passwords.ts'
import { heldBy } from '#server/database/dialect.ts'
import { hasDemoData } from '#server/database/site.ts'
import type { Database } from '#server/database/tables.ts'
import { forbidden, invalid, unauthenticated } from '#server/operations/api-failure.ts'
import type { Context, SecurityEvent, SignedIn } from '#server/operations/context.ts'

// One sentence for every reason: nobody learns from it which accounts exist, or which are locked.
const refused = () => unauthenticated('The client, the user name or the password is wrong, or the account is locked.')

/** Whose credentials these are. Throws 401, 403 for a demo account from elsewhere, 429 for an address that was refused too often, 503 when too many wait. */
export async function checkCredentials(db: Database, context: Context, login: Login, now: number): Promise<Account> {
  await requireDemoAtHome(db, context)
  await requirePatience(db, context, now)
  const account = await findAccount(db, login)
  // Attempts under one name wait for each other, so that many right passwords at once are all let in; between several servers
  // the count in the database holds alone. A name that nobody has is no different, or its speed would tell.
  const name = `${login.clientName}:${login.agent ? 'agent' : 'user'}:${login.userName}`.toUpperCase()
  const reason = await oneAtATime(name, () => reasonAgainst(db, context, account, login.password, now))
  if (account && !reason) return account
  const known = account && { client: account.client, account: account.name }
  context.note({ event: 'sign-in-refused', reason: reason ?? 'no such account', ...known })
  await countRefusal(db, context, now)
  throw refused()
}

/** Throws 403 if the database holds demo data and the caller is not on this machine: everybody knows the demo password. */
async function requireDemoAtHome(db: Database, { isFromHere }: Context): Promise<void> {
  if (!isFromHere() && (await hasDemoData(db)))
    throw forbidden(
      'Demo accounts can only sign in on the machine that the server runs on, at localhost and not through a proxy.',
    )
}

/**
 * The account of a user who is signed in, once they have given their password anew. A wrong one counts as at the sign-in, but is
 * no 401: the session is as good as before. Throws 400, and 429 as the sign-in does.
 */
export async function confirmPassword(
  db: Database,
  context: SignedIn,
  password: string,
  now: number,
): Promise<Account> {
  await requirePatience(db, context, now)
  const { id, name, clientId: client } = context.identity
  const { password_hash: passwordHash } = await db
    .selectFrom('user_account')
    .select('password_hash')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const account: Account = { id, name, client, owner: { user: id }, passwordHash }
  const reason = await oneAtATime(`user ${id}`, () => reasonAgainst(db, context, account, password, now))
  if (!reason) return account
  context.note({ event: 'sign-in-refused', reason, client, account: name })
  await countRefusal(db, context, now)
  throw invalid(invalidField('password', WRONG_OWN_PASSWORD))
}

/**
 * Throws 401 when what was checked holds no longer: the account is gone, inactive or locked, or its password is another. Checking
 * takes a while, and of two who change a password at once, the second knows the old one only. For the transaction that acts on
 * the check.
 */
export async function requireStillRight(trx: Database, { owner, id, passwordHash }: Account): Promise<void> {
  const account = await (
    'user' in owner
      ? trx
          .selectFrom('user_account')
          .select('id')
          .where('id', '=', id)
          .where('password_hash', '=', passwordHash)
          .where('active', '=', 1)
          .$call(heldBy(trx))
      : trx
          .selectFrom('agent')
          .select('id')
          .where('id', '=', id)
          .where('password_hash', '=', passwordHash)
          .where('active', '=', 1)
          .where('locked_at', 'is', null)
          .$call(heldBy(trx))
  ).executeTakeFirst()
  if (!account) throw refused()
}

type Reason = Extract<SecurityEvent, { event: 'sign-in-refused' }>['reason']

/** Undefined lets the caller in. One password is verified whatever the answer, so that all answers take as long. */
async function reasonAgainst(
  db: Database,
  context: Context,
  account: Account | undefined,
  password: string,
  now: number,
): Promise<Reason | undefined> {
  const attempt = account && (await takeAttempt(db, account, now))
  const isRight = await isPassword(attempt === undefined ? undefined : account?.passwordHash, password)
  if (!account) return 'no such account'
  if (attempt === undefined) return 'locked or inactive'
  if (isRight) return (await forgetAttempts(db, account)) ? undefined : 'locked or inactive'
  await lockAfter(db, context, account, attempt, now)
  return 'wrong password'
}

async function findAccount(db: Database, login: Login): Promise<Account | undefined> {
  const client = await db
    .selectFrom('client')
    .select('id')
    .where('code', '=', login.clientName.toUpperCase())
    .executeTakeFirst()
  return client && (login.agent ? findAgent(db, client.id, login) : findUser(db, client.id, login))
}

async function findUser(db: Database, client: number, login: Login): Promise<Account | undefined> {
  const user = await db
    .selectFrom('user_account')
    .select(['id', 'user_name as name', 'password_hash as passwordHash'])
    .where('client_id', '=', client)
    .where('user_name', '=', login.userName)
    .executeTakeFirst()
  return user && { ...user, client, owner: { user: user.id } }
}

async function findAgent(db: Database, client: number, login: Login): Promise<Account | undefined> {
  const agent = await db
    .selectFrom('agent')
    .select(['id', 'login_id as name', 'password_hash as passwordHash'])
    .where('client_id', '=', client)
    .where('login_id', '=', login.userName.toUpperCase())
    .executeTakeFirst()
  return agent && { ...agent, client, owner: { agent: agent.id } }
}
