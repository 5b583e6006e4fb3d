import type { Login } from '#contract/sessions.ts'
import type { Account } from '#server/accounts/account.ts'
import type { Database } from '#server/database/tables.ts'

/** Returns the account that a sign-in names, or undefined. */
export const findAccount = (db: Database, login: Login): Promise<Account | undefined> =>
  login.agent ? accountOfAgent(db, login) : accountOfUser(db, login)

async function accountOfUser(db: Database, { clientName, userName }: Login): Promise<Account | undefined> {
  const user = await db
    .selectFrom('client')
    .innerJoin('user_account', 'user_account.client_id', 'client.id')
    .select(['user_account.id', 'client_id as client', 'user_name as name', 'password_hash as passwordHash'])
    .where('code', '=', clientName.toUpperCase())
    .where('user_name', '=', userName)
    .executeTakeFirst()
  return user && { ...user, owner: { user: user.id } }
}

async function accountOfAgent(db: Database, { clientName, userName }: Login): Promise<Account | undefined> {
  const agent = await db
    .selectFrom('client')
    .innerJoin('agent', 'agent.client_id', 'client.id')
    .select(['agent.id', 'client_id as client', 'login_id as name', 'password_hash as passwordHash'])
    .where('code', '=', clientName.toUpperCase())
    .where('login_id', '=', userName.toUpperCase())
    .executeTakeFirst()
  return agent && { ...agent, owner: { agent: agent.id } }
}
