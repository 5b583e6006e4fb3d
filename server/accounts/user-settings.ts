import type { NewUser, UserUpdate } from '#contract/users.ts'
import type { UserAccountTable } from '#server/database/tables.ts'

/** The settable fields of a user, but for password, lock and the services they are limited to. */
export type UserSettings = Pick<NewUser, 'role' | 'administersAgents' | 'allServices' | 'active'>

type Row = Pick<UserAccountTable, 'role' | 'administers_agents'> & { limited_to_services: number; active: number }

// The power means something for a Manager alone: nobody gets it by becoming one later, unless somebody gives it.
const administersAgents = (role: UserSettings['role'], flag: boolean) => role === 'Manager' && flag

export const userSettingsOf = (row: Row): UserSettings => ({
  role: row.role,
  administersAgents: administersAgents(row.role, row.administers_agents === 1),
  allServices: row.limited_to_services === 0,
  active: row.active === 1,
})

export const toUserColumns = (settings: UserSettings) => ({
  role: settings.role,
  administers_agents: Number(administersAgents(settings.role, settings.administersAgents)),
  limited_to_services: Number(!settings.allServices),
  active: Number(settings.active),
})

const SETTINGS = ['role', 'administersAgents', 'allServices', 'active'] as const

/** The settings as an update leaves them. */
export function updated(current: UserSettings, update: UserUpdate): UserSettings {
  const role = update.role ?? current.role
  return {
    role,
    administersAgents: administersAgents(role, update.administersAgents ?? current.administersAgents),
    allServices: update.allServices ?? current.allServices,
    active: update.active ?? current.active,
  }
}

/** Those that differ, for the history; undefined when none does. */
export function differenceOf(current: UserSettings, next: UserSettings) {
  const changed = SETTINGS.filter((field) => next[field] !== current[field])
  const pick = (settings: UserSettings) => Object.fromEntries(changed.map((field) => [field, settings[field]]))
  return changed.length ? { before: pick(current), after: pick(next) } : undefined
}
