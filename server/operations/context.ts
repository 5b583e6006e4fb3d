import type { Power, Role } from '#contract/access.ts'

/** Who a session belongs to. */
export interface Identity {
  kind: 'user' | 'agent'
  id: number
  name: string
  clientId: number
  role: Role
  powers: readonly Power[]
}

/** Who asks, and from where. */
export interface Context {
  identity: Identity | undefined
  /** The caller's IP address. */
  address: string
}

export interface SignedIn extends Context {
  identity: Identity
}
