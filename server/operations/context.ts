import type { ItemField } from '#contract/bulk-changes.ts'
import type { ListExport } from '#contract/exports.ts'
import type { Power, Role } from '#contract/access.ts'
import type { Change, ChangeKind, ClientChange } from '#contract/history.ts'

/** A user or an agent, with their rights. */
export interface Identity {
  kind: 'user' | 'agent'
  id: number
  name: string
  clientId: number
  role: Role
  powers: readonly Power[]
  /** The services that they may give and take; undefined: all. */
  services: ReadonlySet<number> | undefined
}

/** A change of an account. */
export interface AccountChange {
  event:
    | 'agent-created'
    | 'agent-deleted'
    | 'agent-locked'
    | 'agent-unlocked'
    | 'user-created'
    | 'user-updated'
    | 'user-locked'
    | 'user-unlocked'
    | 'user-service-added'
    | 'user-service-removed'
    | 'password-set'
  client: number
  /** The user's name or the agent's login ID. */
  account: string
  /** The id of the change in the history. */
  change: number
}

/** The other changes of a write, counted by kind. */
export interface CountedChanges {
  event: ChangeKind
  client: number
  /** The id of the first. */
  change: number
  count: number
}

/** A user's action on a bulk change. */
export interface BulkEvent {
  event: 'bulk-change-applied' | 'bulk-change-stopped' | 'bulk-change-kept' | 'bulk-change-done'
  client: number
  bulkChange: number
  /** How many agents it is about. */
  count: number
}

/** A file that a user made of a list. */
export interface ExportEvent extends ListExport {
  event: 'list-exported'
  client: number
}

/** An event of an account, for the log. */
export type SecurityEvent =
  | AccountChange
  | {
      event:
        | 'signed-in'
        /** By a user administrator, everywhere. */
        | 'sessions-ended'
        /** A new password was refused because it is one of the account's last four. */
        | 'earlier-password-refused'
        /** The last active Sysadmin who was not locked is locked now. */
        | 'last-sysadmin-locked'
      client: number
      account: string
    }
  | {
      event: 'sign-in-refused'
      reason: 'wrong password' | 'locked or inactive' | 'no such account'
      client?: number
      /** Only of an account that exists: what else is typed as a name may be a password. */
      account?: string
    }

export type LoggedEvent = SecurityEvent | CountedChanges | BulkEvent | ExportEvent

/** A request to be done once. */
export interface Once {
  /** The caller's name for the request. */
  key: string
  /** Tells the request from another one under the same key. */
  request: string
  /** Milliseconds since 1970-01-01 GMT. */
  at: number
}

/** An item of a bulk change that a call carries out. */
export interface BulkItem {
  bulkChange: number
  item: number
  /** The runner of the bulk change. */
  owner: string
  /** The name of the user for whom the system does it; undefined where they do it themselves. */
  systemFor?: string | undefined
  /** The agent's value that it changes, if it is to be taken back at a time. */
  temporary?: { agent: number; field: ItemField; object: number | null } | undefined
  /** Tells whether a change begins at the values that the preview showed. */
  isAsPreviewed: (change: Pick<Change, 'kind' | 'before' | 'after'>) => boolean
}

/** The caller, and where they call from. */
export interface Context {
  identity: Identity | undefined
  /** The id of the session that they call in, which is not its token; undefined for work that goes on without one. */
  session?: string | undefined
  /** The caller's IP address. */
  address: string
  /** Returns whether the caller is on this machine and did not come through a proxy. */
  isFromHere: () => boolean
  /** The name of the caller's program, as it gives it. */
  userAgent?: string | undefined
  /** Writes to the server's log. */
  note: (event: LoggedEvent) => void
  /** Makes the write happen once, however often it is asked for. */
  once?: Once | undefined
  /** The change in the history that this call takes back. The write fails if anybody changed the same since. */
  undoes?: ClientChange | undefined
  /** Gets the version of an object that was read: another one is another content. */
  read?: (version: string) => void
  /** Whether the caller wants to change an object of this version; undefined where any will do. */
  expects?: ((version: string) => boolean) | undefined
  /** The item of a bulk change that this call is. It is written once, and only while the bulk change is the caller's to run. */
  item?: BulkItem
  /** Gets the ids of the changes that a write became, once they are saved. */
  changed?: (changes: readonly number[]) => void
}

export interface SignedIn extends Context {
  identity: Identity
}

/** A Sysadmin may act in every client, everybody else in their own. */
export const mayActIn = (identity: Identity, clientId: number) =>
  clientId === identity.clientId || identity.role === 'Sysadmin'
