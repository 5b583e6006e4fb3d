import { reachRefusal } from '#contract/access.ts'
import type { UserUpdate } from '#contract/users.ts'
import type { UserSettings } from '#server/accounts/user-settings.ts'
import type { Database } from '#server/database/tables.ts'
import { conflict, forbidden } from '#server/operations/api-failure.ts'
import type { Identity } from '#server/operations/context.ts'

/** Throws 403 where the caller would make a Sysadmin and is none. */
export function requireMayGive(identity: Identity, role: UserSettings['role'] | undefined): void {
  if (role === 'Sysadmin' && identity.role !== 'Sysadmin') throw forbidden({ reason: 'onlyBySysadmin' })
}

/** A user's current settings, with the ids of the services that they are limited to. */
interface CurrentUser extends UserSettings {
  id: number
  services: readonly number[]
}

/** Throws 403 if the user is permitted services that the caller is not. */
export function requireReach(identity: Identity, user: CurrentUser): void {
  const reason = reachRefusal(identity.services, user)
  if (reason) throw forbidden(reason)
}

/** Throws 409 if callers would lock themselves out, change their own limits, or bypass the check of their own password. */
export function requireNotOneself(identity: Identity, current: CurrentUser, update: UserUpdate): void {
  if (identity.kind !== 'user' || identity.id !== current.id) return
  if (update.role !== undefined && update.role !== current.role) throw conflict({ reason: 'ownRole' })
  if (update.active === false) throw conflict({ reason: 'ownActive' })
  if (changesServices(current, update)) throw conflict({ reason: 'ownServices' })
  if (update.password !== undefined) throw conflict({ reason: 'ownPassword' })
  if (update.endSessions) throw conflict({ reason: 'ownSessions' })
}

const changesServices = (current: CurrentUser, { allServices = current.allServices, services }: UserUpdate) =>
  allServices !== current.allServices || (services !== undefined && !isSame(services, current.services))

const isSame = (some: readonly number[], others: readonly number[]) =>
  some.every((id) => others.includes(id)) && others.every((id) => some.includes(id))

const isActiveSysadmin = ({ role, active }: UserSettings) => role === 'Sysadmin' && active

/**
 * Locks the active Sysadmins until the transaction ends, so that two of them cannot demote each other at once. Call it first in a
 * transaction: later reads then see the result of the transaction before it.
 */
export async function lockSysadmins(trx: Database): Promise<void> {
  await trx
    .updateTable('user_account')
    .set({ active: 1 })
    .where('role', '=', 'Sysadmin')
    .where('active', '=', 1)
    .execute()
}

/** Throws 409 for a change that would leave nobody with every right. Needs `lockSysadmins` before. */
export async function requireSysadminLeft(
  trx: Database,
  id: number,
  current: UserSettings,
  next: UserSettings,
): Promise<void> {
  if (!isActiveSysadmin(current) || isActiveSysadmin(next)) return
  const other = await trx
    .selectFrom('user_account')
    .select('id')
    .where('role', '=', 'Sysadmin')
    .where('active', '=', 1)
    .where('id', '<>', id)
    .limit(1)
    .executeTakeFirst()
  if (!other) throw conflict({ reason: 'lastSysadmin' })
}
