import { invalidField } from '#contract/errors.ts'
import { WRONG_OWN_PASSWORD } from '#contract/own-account.ts'
import type { Login } from '#contract/sessions.ts'
import type { Account } from '#server/configuration/account.ts'
import { countRefusal, forgetAttempts, lockAfter, requirePatience, takeAttempt } from '#server/configuration/lockout.ts'
import { isPassword } from '#server/configuration/passwords.ts'
import { oneAtATime } from '#server/configuration/one-at-a-time.ts'
import type { Database } from '#server/database/open.ts'
import { invalid, unauthenticated } from '#server/operations/api-failure.ts'
import type { Context, SignedIn } from '#server/operations/context.ts'

// One sentence for every reason: nobody learns from it which accounts exist, or which are locked.
const refused = () => unauthenticated('The client, the user name or the password is wrong, or the account is locked.')

/** Whose credentials these are. Throws 401, and 429 for an address that was refused too often. */
export async function checkCredentials(db: Database, context: Context, login: Login, now: number): Promise<Account> {
  await requirePatience(db, context, now)
  const account = await findAccount(db, login)
  if (account && (await passes(db, context, account, login.password, now))) return account
  await countRefusal(db, context, now)
  throw refused()
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
  if (await passes(db, context, account, password, now)) return account
  await countRefusal(db, context, now)
  throw invalid(invalidField('password', WRONG_OWN_PASSWORD))
}

/**
 * The attempts of one account wait for each other, so that many right passwords at once are all let in; between several
 * servers the count in the database holds alone.
 */
async function passes(db: Database, context: Context, account: Account, password: string, now: number) {
  const result = await oneAtATime(`${account.client}:${account.name}`, async () => {
    const attempt = await takeAttempt(db, account, now)
    if (attempt === undefined) return 'none left'
    if (await isPassword(account.passwordHash, password)) return forgetAttempts(db, account)
    await lockAfter(db, context, account, attempt, now)
    return false
  })
  // A locked account takes as long as a wrong password.
  return result === 'none left' ? isPassword(undefined, password) : result
}

async function findAccount(db: Database, login: Login): Promise<Account | undefined> {
  const client = await db
    .selectFrom('client')
    .select('id')
    .where('code', '=', login.clientName.toUpperCase())
    .executeTakeFirst()
  const account = client && (await (login.agent ? findAgent(db, client.id, login) : findUser(db, client.id, login)))
  // So that an unknown account takes as long as a known one.
  if (!account) await isPassword(undefined, login.password)
  return account
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
