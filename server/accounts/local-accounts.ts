import { userOperations } from '#contract/users.ts'
import type { Accounts } from '#server/accounts/accounts.ts'
import { findIdentity } from '#server/accounts/identities.ts'
import { ownAccount } from '#server/accounts/own-account.ts'
import { endSession, findSession } from '#server/accounts/session-store.ts'
import { users } from '#server/accounts/users.ts'
import type { Dependencies } from '#server/database/dependencies.ts'
import { implement } from '#server/operations/implementation.ts'

/** Keeps the accounts and their sessions in our own database. */
export function createAccounts(dependencies: Dependencies): Accounts {
  const { db, clock } = dependencies
  return {
    identify: (token) => findSession(db, token, clock()),
    identityOf: (user) => findIdentity(db, user),
    endSession: async (token) => void (await endSession(db, token)),
    users: implement(userOperations, users(dependencies)),
    own: ownAccount(dependencies),
  }
}
