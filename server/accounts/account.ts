import type { SessionOwner } from '#server/accounts/session-store.ts'

/** An account: a user's or an agent's. */
export interface Account {
  client: number
  owner: SessionOwner
  id: number
  /** The user's name or the agent's login ID. */
  name: string
  passwordHash: string
}

/** An account whose password the caller has given. It was right at that moment. */
export interface ProvenAccount extends Account {
  /** The caller is at a place where the owner signed in before. */
  isAtOwnPlace: boolean
}
