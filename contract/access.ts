import * as z from 'zod/mini'
import type { RefusalFor } from '#contract/refusals.ts'

export const USER_ROLES = ['Sysadmin', 'Superuser', 'IT User', 'Manager'] as const
export const role = z.enum([...USER_ROLES, 'Agent'])
export type Role = z.infer<typeof role>

/** The optional power that lets a Manager change agents ("Access to Agent Editor"). */
export const ADMINISTER_AGENTS = 'Administer Agents'
export const power = z.enum([ADMINISTER_AGENTS])
export type Power = z.infer<typeof power>

/** The callers of an operation: everybody, or these roles, where a Manager may also need a power. */
export type Access = 'public' | { roles: readonly Role[]; managerPower?: Power }

/** Methods whose "User Roles" line in the specification ends with "or Agent". */
export const ANYONE_SIGNED_IN: Access = { roles: [...USER_ROLES, 'Agent'] }
export const ANY_USER: Access = { roles: USER_ROLES }
export const USER_ADMINISTRATORS: Access = { roles: ['Sysadmin', 'Superuser'] }
/** Every other method of the specification: see its second paragraph. */
export const AGENT_ADMINISTRATORS: Access = { roles: USER_ROLES, managerPower: ADMINISTER_AGENTS }

interface Caller {
  role: Role
  powers: readonly Power[]
}

/** The refusals that a page can foresee. */
export type AccessRefusal = RefusalFor<'noPower' | 'notForRole' | 'notOwnService' | 'notAllServices' | 'outOfReach'>

/** Returns why this caller may not call an operation with this access; undefined if they may. */
export function refusal(access: Access, caller: Caller): AccessRefusal | undefined {
  if (access === 'public') return undefined
  if (!access.roles.includes(caller.role)) return { reason: 'notForRole', role: caller.role }
  if (caller.role === 'Manager' && access.managerPower && !caller.powers.includes(access.managerPower))
    return { reason: 'noPower', power: access.managerPower }
  return undefined
}

/** The ids of the services that an administrator may give and take; undefined means all. */
export type OwnServices = ReadonlySet<number> | undefined

/**
 * The first rule for an administrator who is limited to some services: they may give and take only those. It holds for every way
 * of doing so: deleting an agent takes all of the agent's services. Returns the reason as `refusal` does.
 */
export function giveRefusal(own: OwnServices, services: Iterable<number> | 'all'): AccessRefusal | undefined {
  if (!own) return undefined
  if (services === 'all') return { reason: 'notAllServices' }
  for (const id of services) if (!own.has(id)) return { reason: 'notOwnService', id: String(id) }
  return undefined
}

/**
 * The second rule: they may not change a user who is permitted more than they are, in any way. By setting that user's password they
 * could sign in as them. Agents cannot pass services on, so this rule does not apply to agents.
 */
export function reachRefusal(
  own: OwnServices,
  user: { allServices: boolean; services: Iterable<number> },
): AccessRefusal | undefined {
  return giveRefusal(own, user.allServices ? 'all' : user.services) && { reason: 'outOfReach' }
}
