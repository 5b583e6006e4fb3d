import type { Selectable } from 'kysely'
import type { AgentTable, UserAccountTable } from '#server/database/tables.ts'

/** What an account gives to somebody who would sign in to it. */
export interface Given {
  /** Whether the password may be looked at. */
  isTaken: boolean
  /** A wrong password now is one too many. */
  locks: boolean
  /** What was counted under a key besides, until the password proves right. */
  counted?: readonly string[]
}

export type HeldUser = Pick<
  Selectable<UserAccountTable>,
  'id' | 'active' | 'failed_logins' | 'first_failed_at' | 'locked_until'
>

export type HeldAgent = Pick<Selectable<AgentTable>, 'id' | 'active' | 'failed_logins' | 'locked_at'>
