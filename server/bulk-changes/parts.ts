import type { Accounts } from '#server/accounts/accounts.ts'
import type { Dependencies } from '#server/database/dependencies.ts'
import type { Directory } from '#server/directory/directory.ts'
import type { History } from '#server/history/history.ts'
import type { LoggedEvent } from '#server/operations/context.ts'
import type { Platform } from '#server/platform/platform.ts'

/** The parts that bulk changes are built from. */
export interface Parts extends Dependencies {
  platform: Platform
  accounts: Accounts
  directory: Directory
  history: History
  /** The calls of others so far. */
  arrivals: { readonly count: number }
  log: BackgroundLog
}

/** The log of work that no request waits for. */
export interface BackgroundLog {
  note: (event: LoggedEvent, by: { name: string; address: string }) => void
  failed: (error: unknown) => void
}
