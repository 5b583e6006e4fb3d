import type { OwnPasswordChange, OwnSession } from '#contract/own-account.ts'
import type { UserApi } from '#contract/users.ts'
import type { Context, Identity, SignedIn } from '#server/operations/context.ts'
import type { Implementation } from '#server/operations/implementation.ts'

/** A session that has not ended, and its owner. */
export interface LiveSession {
  /** Its id, which is not its token. */
  id: string
  identity: Identity
}

/** The accounts that may sign in, and their sessions. */
export interface Accounts {
  /** Returns the session that a token opens, or undefined if there is none, it ended, or its owner is not active. */
  identify: (token: string) => Promise<LiveSession | undefined>
  /** Returns a user with the rights of this moment, for work that goes on without a session; undefined if not active. */
  identityOf: (user: number) => Promise<Identity | undefined>
  /** Ends the session that a token opens, if there is one. */
  endSession: (token: string) => Promise<void>
  users: Implementation<UserApi, Context>
  own: OwnAccount
}

/** The operations of users on their own account and its sessions. */
export interface OwnAccount {
  /**
   * Ends all their sessions and opens a new one. Returns its token. Throws 400 for a wrong password or a bad new one, and 429 for
   * too many.
   */
  changePassword: (context: SignedIn, change: OwnPasswordChange) => Promise<string>
  sessions: (context: SignedIn) => Promise<OwnSession[]>
  /** Throws 404 if they have no such session. */
  endSession: (context: SignedIn, id: string) => Promise<void>
  endOtherSessions: (context: SignedIn) => Promise<void>
}
