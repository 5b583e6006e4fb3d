import * as z from 'zod/mini'
import { noServicePermission } from '#contract/errors.ts'

export const USER_ROLES = ['Sysadmin', 'Superuser', 'IT User', 'Manager'] as const
export const role = z.enum([...USER_ROLES, 'Agent'])
export type Role = z.infer<typeof role>

/** The optional power that lets a Manager change agents ("Access to Agent Editor"). */
export const ADMINISTER_AGENTS = 'Administer Agents'
export const power = z.enum([ADMINISTER_AGENTS])
export type Power = z.infer<typeof power>

/** The callers of an operation: everybody, or these roles, where a Manager may need a power besides. */
export type Access = 'public' | { roles: readonly Role[]; managerPower?: Power }

/** Methods whose "User Roles" line in the specification ends with "or Agent". */
export const ANYONE_SIGNED_IN: Access = { roles: [...USER_ROLES, 'Agent'] }
export const ANY_USER: Access = { roles: USER_ROLES }
export const USER_ADMINISTRATORS: Access = { roles: ['Sysadmin', 'Superuser'] }
/** Every other method of the specification: see its second paragraph. */
export const AGENT_ADMINISTRATORS: Access = { roles: USER_ROLES, managerPower: ADMINISTER_AGENTS }

export interface Caller {
  role: Role
  powers: readonly Power[]
}

/** Why this caller may not call an operation with this access, as a sentence in the API's form; undefined when they may. */
export function refusal(access: Access, caller: Caller): string | undefined {
  if (access === 'public') return undefined
  if (!access.roles.includes(caller.role)) return `Permission denied [not available to the role ${caller.role}]`
  if (caller.role === 'Manager' && access.managerPower && !caller.powers.includes(access.managerPower))
    return `Permission denied [the power "${access.managerPower}" is missing]`
  return undefined
}

/** The ids of the services that an administrator may give and take; undefined means all. */
export type OwnServices = ReadonlySet<number> | undefined

const NOT_ALL = 'Permission denied [you are not permitted all services yourself]'
const OUT_OF_REACH = 'Permission denied [the user is permitted services that you are not]'

/**
 * The first rule for an administrator who is limited to some services: they may give and take only those. It holds for every way
 * of doing so: deleting an agent takes all of the agent's services. Returns the reason as `refusal` does.
 */
export function giveRefusal(own: OwnServices, services: Iterable<number> | 'all'): string | undefined {
  if (!own) return undefined
  if (services === 'all') return NOT_ALL
  for (const id of services) if (!own.has(id)) return noServicePermission(id)
  return undefined
}

/**
 * The second rule: they may not change a user who is permitted more than they are, in any way. By setting that user's password they
 * could sign in as them. Agents cannot pass services on, so this rule does not apply to agents.
 */
export function reachRefusal(
  own: OwnServices,
  user: { allServices: boolean; services: Iterable<number> },
): string | undefined {
  return giveRefusal(own, user.allServices ? 'all' : user.services) && OUT_OF_REACH
}
