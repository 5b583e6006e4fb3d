import type { Power, Role } from '#contract/access.ts'

/** Who a session belongs to. */
export interface Identity {
  kind: 'user' | 'agent'
  id: number
  name: string
  clientId: number
  role: Role
  powers: readonly Power[]
  /** The services that they may give and take; undefined: all. */
  services: ReadonlySet<number> | undefined
  /** The id of the session that they call in; not its token. */
  session: string
}

/** Who asks, and from where. */
export interface Context {
  identity: Identity | undefined
  /** The caller's IP address. */
  address: string
  /** What the caller's program calls itself. */
  userAgent?: string | undefined
  /** The id of the change in the history that this call takes back: the write fails where anybody changed the same since. */
  undoes?: number
}

export interface SignedIn extends Context {
  identity: Identity
}

/** A Sysadmin may act in every client, everybody else in their own. */
export const mayActIn = (identity: Identity, clientId: number) =>
  clientId === identity.clientId || identity.role === 'Sysadmin'
