import { sql } from 'kysely'
import type { Login } from '#contract/sessions.ts'
import { unauthenticated } from '#server/operations/api-failure.ts'
import { touchList } from '#server/configuration/list-state.ts'
import { isPassword } from '#server/configuration/passwords.ts'
import type { SessionOwner } from '#server/configuration/session-store.ts'
import type { Database } from '#server/database/open.ts'
import { write } from '#server/history/write.ts'
import { recordChanges } from '#server/history/record.ts'
import type { Context } from '#server/operations/context.ts'

/** Consecutive wrong passwords that lock an agent. */
const WRONG_PASSWORDS_THAT_LOCK = 5

// One sentence for every reason: nobody learns from it which accounts exist, or which are locked.
const refused = () => unauthenticated('The client, the user name or the password is wrong, or the account is locked.')

export interface Account {
  client: number
  owner: SessionOwner
  id: number
  /** The user's name or the agent's login ID. */
  name: string
}

/** Whose credentials these are. Throws 401; a wrong password of an agent counts towards their lock. */
export async function checkCredentials(db: Database, context: Context, login: Login, now: number): Promise<Account> {
  const client = await db
    .selectFrom('client')
    .select('id')
    .where('code', '=', login.clientName.toUpperCase())
    .executeTakeFirst()
  const account = client && (await (login.agent ? findAgent(db, client.id, login) : findUser(db, client.id, login)))
  // Also for a locked or unknown account, so that it takes as long.
  const right = await isPassword(account?.passwordHash, login.password)
  if (!account || account.barred) throw refused()
  if (!right) {
    if ('agent' in account.owner) await countWrongPassword(db, context, account, now)
    throw refused()
  }
  return account
}

interface StoredAccount extends Account {
  passwordHash: string
  /** Locked or inactive. */
  barred: boolean
}

async function findUser(db: Database, client: number, login: Login): Promise<StoredAccount | undefined> {
  const user = await db
    .selectFrom('user_account')
    .select(['id', 'user_name as name', 'password_hash as passwordHash'])
    .where('client_id', '=', client)
    .where('user_name', '=', login.userName)
    .executeTakeFirst()
  return user && { ...user, client, owner: { user: user.id }, barred: false }
}

async function findAgent(db: Database, client: number, login: Login): Promise<StoredAccount | undefined> {
  const agent = await db
    .selectFrom('agent')
    .select(['id', 'login_id as name', 'password_hash as passwordHash', 'locked_at', 'active'])
    .where('client_id', '=', client)
    .where('login_id', '=', login.userName.toUpperCase())
    .executeTakeFirst()
  if (!agent) return undefined
  const barred = agent.locked_at !== null || agent.active === 0
  const { id, name, passwordHash } = agent
  return { id, name, passwordHash, client, owner: { agent: id }, barred }
}

async function countWrongPassword(
  db: Database,
  context: Context,
  { client, id, name }: Account,
  now: number,
): Promise<void> {
  await write(db, context, async (trx) => {
    const counted = await trx
      .updateTable('agent')
      .set({
        failed_logins: sql<number>`failed_logins + 1`,
        locked_at: sql<number | null>`case when failed_logins + 1 >= ${WRONG_PASSWORDS_THAT_LOCK} then ${now} end`,
      })
      .where('id', '=', id)
      .where('locked_at', 'is', null)
      .returning('locked_at')
      .executeTakeFirst()
    if (counted === undefined || counted.locked_at === null) return
    await recordChanges(trx, { context, client, now }, [{ kind: 'agent-locked', agent: { id, name }, by: null }])
    await touchList(trx, { client, list: 'agents', now })
    await touchList(trx, { client, list: 'locked-agents', now, grownBy: 1 })
  })
}
