import type { Selectable } from 'kysely'
import type { AgentTable, UserAccountTable } from '#server/database/tables.ts'

/** The attempt that an account grants to a sign-in. */
export interface Given {
  /** Whether the password may be checked. */
  isTaken: boolean
  /** A wrong password now is the last one allowed. */
  locks: boolean
  /** Keys of further counts, which are given back if the password is right. */
  counted?: readonly string[]
}

export type HeldUser = Pick<
  Selectable<UserAccountTable>,
  'id' | 'active' | 'failed_logins' | 'first_failed_at' | 'locked_until'
>

export type HeldAgent = Pick<Selectable<AgentTable>, 'id' | 'active' | 'failed_logins' | 'locked_at'>
