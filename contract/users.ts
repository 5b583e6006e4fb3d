import * as z from 'zod/mini'
import { USER_ADMINISTRATORS, USER_ROLES } from '#contract/access.ts'
import { password } from '#contract/agents.ts'
import { idParams, atLeastOneKey, client, created, dateTime, flag, id, next, page, text } from '#contract/common.ts'
import type { Operations } from '#contract/operation.ts'

export const userRole = z.enum(USER_ROLES)
export type UserRole = z.infer<typeof userRole>

const MAX_SERVICES = 1000

const settingsShape = {
  role: userRole,
  /** The power "Administer Agents". It counts for a Manager alone: the other roles administer agents by themselves. */
  administersAgents: flag(),
  /** They may give and take every service; false: those in `services`. */
  allServices: flag(),
  services: z.array(id).check(z.maxLength(MAX_SERVICES, 'has too many entries')),
  /** A user who is not active cannot sign in. */
  active: flag(),
}

export const ALL_AND_SOME = 'must be empty for a user who may give and take all'

const isOneOrTheOther = ({ allServices, services = [] }: { allServices?: boolean; services?: readonly number[] }) =>
  !allServices || !services.length

/** The editable fields of a user. */
export const userSettings = z.object(settingsShape)
export type UserSettings = z.infer<typeof userSettings>

export const newUser = z
  .object({ userName: text(100), ...settingsShape, password })
  .check(z.refine(isOneOrTheOther, { path: ['services'], error: ALL_AND_SOME }))
export type NewUser = z.infer<typeof newUser>

/**
 * At least one key; `unlock: true` unlocks and `endSessions: true` signs them out everywhere, `false` changes nothing; `services`
 * replaces all that were there.
 */
export const userUpdate = z
  .partial(z.object({ ...settingsShape, password, unlock: flag(), endSessions: flag() }))
  .check(
    atLeastOneKey('at least one field to update is required'),
    z.refine(isOneOrTheOther, { path: ['services'], error: ALL_AND_SOME }),
  )
export type UserUpdate = z.infer<typeof userUpdate>

/** For how many days a sign-in is remembered. */
export const SIGN_IN_KNOWN_FOR_DAYS = 30

export const user = z.object({
  id,
  userName: z.string(),
  role: userRole,
  administersAgents: z.boolean(),
  allServices: z.boolean(),
  services: z.array(id),
  active: z.boolean(),
  /** Until when they are locked; absent when they are not. */
  lockedUntil: z.optional(dateTime),
  passwordLastModified: dateTime,
  /** Absent when they have not signed in for `SIGN_IN_KNOWN_FOR_DAYS`. */
  lastSignIn: z.optional(dateTime),
  /** Whether it is the caller. */
  self: z.boolean(),
})
export type User = z.infer<typeof user>

const userPage = z.object({ user: z.array(user), next })

/** The users of a client, for user administrators. To a Superuser it is as if there were no Sysadmins. */
export const userOperations = {
  /** By user name. */
  listUsers: {
    title: 'Users',
    method: 'GET',
    path: '/dashboard/users',
    query: z.object({ ...client, ...page }),
    reply: userPage,
    status: 200,
    access: USER_ADMINISTRATORS,
  },
  createUser: {
    title: 'New user',
    method: 'POST',
    path: '/dashboard/users',
    query: z.object(client),
    body: newUser,
    reply: created,
    status: 201,
    access: USER_ADMINISTRATORS,
    takesIdempotencyKey: true,
  },
  updateUser: {
    title: 'Change a user',
    method: 'PUT',
    path: '/dashboard/users/{id}',
    params: idParams,
    body: userUpdate,
    status: 204,
    access: USER_ADMINISTRATORS,
  },
} as const satisfies Operations

export type UserApi = typeof userOperations
