import * as z from 'zod/mini'
import { ADMINISTER_AGENTS, USER_ROLES } from '#contract/access.ts'
import { newUser, userSettings, type NewUser, type User, type UserSettings } from '#contract/users.ts'

/** A Manager who has the power "Administer Agents". */
export const AGENT_ADMINISTRATOR = `Manager with ${ADMINISTER_AGENTS}` as const

// One choice for both, since the power counts for a Manager alone: if one person sets it while another takes the role away, only
// one can be right.
const roleChoice = z.enum([...USER_ROLES, AGENT_ADMINISTRATOR])
export type RoleChoice = z.infer<typeof roleChoice>

// One choice for the same reason: who may give and take all is limited to nothing.
const permittedServices = z.union([z.literal('all'), userSettings.shape.services])
export type PermittedServices = z.infer<typeof permittedServices>

/** The editable fields of a user, as people choose them. */
export const userForm = z.object({ role: roleChoice, services: permittedServices, active: userSettings.shape.active })
export type UserChoices = z.infer<typeof userForm>

/** In the order of the form. */
export const USER_FIELDS = z.keyof(userForm).options

export const USER_LABELS: Record<keyof UserChoices, string> = {
  role: 'Role',
  services: 'Services they can assign',
  active: 'Active',
}

const { userName, password } = newUser.shape
export const newUserForm = z.object({ userName, password, ...userForm.shape })
export const NEW_USER_FIELDS = z.keyof(newUserForm).options

export const NEW_USER: z.infer<typeof newUserForm> = {
  userName: '',
  password: '',
  role: AGENT_ADMINISTRATOR,
  services: 'all',
  active: true,
}

export const choicesOf = ({ role, administersAgents, allServices, services, active }: User): UserChoices => ({
  role: role === 'Manager' && administersAgents ? AGENT_ADMINISTRATOR : role,
  services: allServices ? 'all' : services,
  active,
})

export const roleOf = (choice: RoleChoice) => (choice === AGENT_ADMINISTRATOR ? 'Manager' : choice)

const ofRole = (choice: RoleChoice) => ({
  role: roleOf(choice),
  administersAgents: choice === AGENT_ADMINISTRATOR,
})

const ofServices = (choice: PermittedServices) =>
  choice === 'all' ? { allServices: true, services: [] } : { allServices: false, services: choice }

/** As the API has them, without the fields that are not given. */
export const settingsOf = ({ role, services, active }: Partial<UserChoices>): Partial<UserSettings> => ({
  ...(role && ofRole(role)),
  ...(services && ofServices(services)),
  ...(active !== undefined && { active }),
})

export const newUserOf = ({ role, services, ...more }: z.infer<typeof newUserForm>): NewUser => ({
  ...more,
  ...ofRole(role),
  ...ofServices(services),
})
