import { password as passwordRules } from '#contract/agents.ts'
import { setPassword, withNewPassword } from '#server/accounts/password-history.ts'
import { unlockUser } from '#server/accounts/unlock.ts'
import { nameKeyOf } from '#server/database/name-keys.ts'
import type { Database } from '#server/database/tables.ts'
import { write } from '#server/writes/write.ts'
import { Refused } from '#server/maintenance/refused.ts'
import type { Context } from '#server/operations/context.ts'

/** There is no session here: the history says that the system did it. */
const HERE: Context = { identity: undefined, address: 'localhost', isFromHere: () => true, note: () => undefined }

export interface NamedUser {
  name: string
  /** The client's code; case does not matter. */
  client: string
}

/** Lets a user sign in at once, after any number of wrong passwords. */
export async function unlock(db: Database, named: NamedUser, now: number): Promise<void> {
  const { id, client } = await find(db, named)
  await write(db, HERE, async (trx, record) => {
    await unlockUser(trx, id)
    await record({ client, now }, [{ kind: 'user-unlocked', user: { id, name: named.name }, by: null }])
  })
}

/** Sets a user's password, ends their sessions and unlocks them. Throws if the password breaks a rule. */
export async function replacePassword(db: Database, named: NamedUser, password: string, now: number): Promise<void> {
  const { id, client } = await find(db, named)
  const checked = passwordRules.safeParse(password)
  if (!checked.success) throw new Refused(`${checked.error.issues[0]?.message ?? 'It is no password'}.`)
  const owner = { client, name: named.name, owner: { user: id } }
  await withNewPassword(db, HERE, { owner, field: 'password', password, now }, async (trx, record, compared) => {
    if (compared) await setPassword(trx, owner, compared, now)
    await unlockUser(trx, id)
    const user = { id, name: named.name }
    await record({ client, now }, [
      { kind: 'user-password-set', user, by: null },
      { kind: 'user-unlocked', user, by: null },
    ])
  })
}

export interface ListedUser {
  client: string
  name: string
  role: string
  active: boolean
  /** Milliseconds since 1970-01-01 GMT; absent for a user who is not locked. */
  lockedUntil?: number
}

/** Returns the users of one client or of all clients. */
export async function listUsers(db: Database, client: string | undefined, now: number): Promise<ListedUser[]> {
  const id = client === undefined ? undefined : (await findClient(db, client)).id
  const rows = await db
    .selectFrom('user_account')
    .innerJoin('client', 'client.id', 'user_account.client_id')
    .select(['code', 'user_name', 'role', 'active', 'locked_until'])
    .$if(id !== undefined, (all) => all.where('client_id', '=', id ?? 0))
    .orderBy('code')
    .orderBy('user_name')
    .execute()
  return rows.map((row) => ({
    client: row.code,
    name: row.user_name,
    role: row.role,
    active: row.active === 1,
    ...(row.locked_until !== null && row.locked_until > now && { lockedUntil: row.locked_until }),
  }))
}

async function find(db: Database, { name, client: code }: NamedUser): Promise<{ id: number; client: number }> {
  const client = await findClient(db, code)
  const users = db.selectFrom('user_account').where('client_id', '=', client.id)
  const user = await users.select('id').where('user_name', '=', name).executeTakeFirst()
  if (user) return { id: user.id, client: client.id }
  const alike = await users.select('user_name').where('name_key', '=', nameKeyOf(name)).executeTakeFirst()
  throw new Refused(`There is no user ${name} in ${client.code}${alike ? `, but ${alike.user_name}` : ''}.`)
}

async function findClient(db: Database, code: string): Promise<{ id: number; code: string }> {
  const client = await db
    .selectFrom('client')
    .select(['id', 'code'])
    .where('code', '=', code.toUpperCase())
    .executeTakeFirst()
  if (!client) throw new Refused(`There is no client ${code}.`)
  return client
}
