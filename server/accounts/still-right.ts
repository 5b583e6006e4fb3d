import { sql, type ExpressionBuilder } from 'kysely'
import type { ProvenAccount } from '#server/accounts/account.ts'
import { forUpdate } from '#server/database/dialect.ts'
import type { Database, Tables } from '#server/database/tables.ts'
import { unauthenticated } from '#server/operations/api-failure.ts'

// The same sentence for every reason, so that it does not reveal which accounts exist or are locked.
export const wrongCredentials = () => unauthenticated({ reason: 'wrongCredentials' })

// While a password is checked, the account may be deleted, deactivated or locked, or get another password. Of two concurrent changes of
// one password, the second must fail.
const isStillUser = (eb: ExpressionBuilder<Tables, 'user_account'>, { id, passwordHash }: ProvenAccount) =>
  eb.and({ id, password_hash: passwordHash, active: 1 })

const isStillAgent = (eb: ExpressionBuilder<Tables, 'agent'>, { id, passwordHash, isAtOwnPlace }: ProvenAccount) =>
  eb.and([
    eb.and({ id, password_hash: passwordHash, active: 1 }),
    // A lock that others caused does not keep agents out of their own places.
    isAtOwnPlace ? eb.lit(true) : eb('locked_at', 'is', null),
  ])

/** Throws 401 if the account changed since its password was checked. Call it in the transaction that relies on the check. */
export async function requireStillRight(trx: Database, account: ProvenAccount): Promise<void> {
  const found = await (
    'user' in account.owner
      ? trx
          .selectFrom('user_account')
          .select('id')
          .where((eb) => isStillUser(eb, account))
          .$call(forUpdate(trx))
      : trx
          .selectFrom('agent')
          .select('id')
          .where((eb) => isStillAgent(eb, account))
          .$call(forUpdate(trx))
  ).executeTakeFirst()
  if (!found) throw wrongCredentials()
}

/** Forgets the wrong passwords before the right one. Returns false if the account changed since its password was checked. */
export async function forgetWrongPasswords(trx: Database, account: ProvenAccount): Promise<boolean> {
  const { numUpdatedRows } = await (
    'user' in account.owner
      ? trx
          .updateTable('user_account')
          .set({ failed_logins: 0, first_failed_at: null, locked_until: null })
          .where((eb) => isStillUser(eb, account))
      : trx
          .updateTable('agent')
          // Only a supervisor ends a lock.
          .set({ failed_logins: sql<number>`case when locked_at is null then 0 else failed_logins end` })
          .where((eb) => isStillAgent(eb, account))
  ).executeTakeFirst()
  return numUpdatedRows > 0n
}
