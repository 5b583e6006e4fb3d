import type { Login } from '#contract/sessions.ts'
import { storedLoginId, storedText } from '#contract/stored-text.ts'
import type { Account } from '#server/accounts/account.ts'
import type { Database } from '#server/database/tables.ts'

/** Returns the account that a sign-in names, or undefined: preferably the one with exactly this name, from before names had one form. */
export const findAccount = (db: Database, login: Login): Promise<Account | undefined> =>
  login.agent ? accountOfAgent(db, login) : accountOfUser(db, login)

async function accountOfUser(db: Database, { clientName, userName }: Login): Promise<Account | undefined> {
  const user = await db
    .selectFrom('client')
    .innerJoin('user_account', 'user_account.client_id', 'client.id')
    .select(['user_account.id', 'client_id as client', 'user_name as name', 'password_hash as passwordHash'])
    .where('code', '=', storedLoginId(clientName))
    .where('user_name', 'in', [...new Set([userName, storedText(userName)])])
    .orderBy((eb) => eb('user_name', '=', userName), 'desc')
    .executeTakeFirst()
  return user && { ...user, owner: { user: user.id } }
}

async function accountOfAgent(db: Database, { clientName, userName }: Login): Promise<Account | undefined> {
  const asTyped = userName.toUpperCase()
  const agent = await db
    .selectFrom('client')
    .innerJoin('agent', 'agent.client_id', 'client.id')
    .select(['agent.id', 'client_id as client', 'login_id as name', 'password_hash as passwordHash'])
    .where('code', '=', storedLoginId(clientName))
    .where('login_id', 'in', [...new Set([asTyped, storedLoginId(userName)])])
    .orderBy((eb) => eb('login_id', '=', asTyped), 'desc')
    .executeTakeFirst()
  return agent && { ...agent, owner: { agent: agent.id } }
}
