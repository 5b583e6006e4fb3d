import * as z from 'zod/mini'
import { newUser, userSettings, type NewUser, type User, type UserSettings } from '#contract/users.ts'

// Who may give and take all keeps what was chosen before in the form, and sends none of it.
const withoutIdleServices = <Values extends UserSettings>(values: Values): Values =>
  values.allServices ? { ...values, services: [] } : values

export const newUserForm = z.pipe(z.object(newUser.shape), z.transform(withoutIdleServices<NewUser>))
export const userSettingsForm = z.pipe(userSettings, z.transform(withoutIdleServices<UserSettings>))

export const SETTINGS = z.keyof(userSettings).options
export const NEW_USER_FIELDS = ['userName', 'password', ...SETTINGS] as const

export const NEW_USER: z.input<typeof newUserForm> = {
  userName: '',
  password: '',
  role: 'Manager',
  administersAgents: true,
  allServices: true,
  services: [],
  active: true,
}

export const settingsOf = ({ role, administersAgents, allServices, services, active }: User): UserSettings => ({
  role,
  administersAgents,
  allServices,
  services,
  active,
})

const isSame = (a: unknown, b: unknown) =>
  Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((member) => b.includes(member)) : a === b

/** Those settings that were changed, for Update; undefined where none was. */
export function changedSettings(before: UserSettings, after: UserSettings): Partial<UserSettings> | undefined {
  const changed = SETTINGS.filter((field) => !isSame(before[field], after[field]))
  return changed.length ? Object.fromEntries(changed.map((field) => [field, after[field]])) : undefined
}
