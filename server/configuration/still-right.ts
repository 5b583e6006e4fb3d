import { sql, type ExpressionBuilder } from 'kysely'
import type { ProvenAccount } from '#server/configuration/account.ts'
import { heldBy } from '#server/database/dialect.ts'
import type { Database, Tables } from '#server/database/tables.ts'
import { unauthenticated } from '#server/operations/api-failure.ts'

// One sentence for every reason: nobody learns from it which accounts exist, or which are locked.
export const refused = () =>
  unauthenticated('The client, the user name or the password is wrong, or the account is locked.')

// Checking a password takes a while: meanwhile the account may be gone, inactive or locked, or its password another. Of two who
// change a password at once, the second knows the old one only.
const isStillUser = (eb: ExpressionBuilder<Tables, 'user_account'>, { id, passwordHash }: ProvenAccount) =>
  eb.and({ id, password_hash: passwordHash, active: 1 })

const isStillAgent = (eb: ExpressionBuilder<Tables, 'agent'>, { id, passwordHash, isAtOwnPlace }: ProvenAccount) =>
  eb.and([
    eb.and({ id, password_hash: passwordHash, active: 1 }),
    // What others did does not keep out an agent who is where they signed in before.
    isAtOwnPlace ? eb.lit(true) : eb('locked_at', 'is', null),
  ])

/** Throws 401 when what was checked holds no longer. For the transaction that acts on the check. */
export async function requireStillRight(trx: Database, account: ProvenAccount): Promise<void> {
  const found = await (
    'user' in account.owner
      ? trx
          .selectFrom('user_account')
          .select('id')
          .where((eb) => isStillUser(eb, account))
          .$call(heldBy(trx))
      : trx
          .selectFrom('agent')
          .select('id')
          .where((eb) => isStillAgent(eb, account))
          .$call(heldBy(trx))
  ).executeTakeFirst()
  if (!found) throw refused()
}

/** Forgets the wrong passwords before the right one. False when what was checked holds no longer. */
export async function forgetWrongPasswords(trx: Database, account: ProvenAccount): Promise<boolean> {
  const { numUpdatedRows } = await (
    'user' in account.owner
      ? trx
          .updateTable('user_account')
          .set({ failed_logins: 0, first_failed_at: null, locked_until: null })
          .where((eb) => isStillUser(eb, account))
      : trx
          .updateTable('agent')
          // A lock stays until a supervisor ends it.
          .set({ failed_logins: sql<number>`case when locked_at is null then 0 else failed_logins end` })
          .where((eb) => isStillAgent(eb, account))
  ).executeTakeFirst()
  return numUpdatedRows > 0n
}
