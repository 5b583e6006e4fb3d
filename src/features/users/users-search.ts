import * as z from 'zod/mini'
import { foldAccents } from '#contract/fold.ts'
import type { User } from '#contract/users.ts'

/** The search of the list of users, as its address has it. */
export const usersSearch = z.object({ q: z.catch(z._default(z.string(), ''), '') })
export type UsersSearch = z.output<typeof usersSearch>

export const DEFAULT_USERS_SEARCH = usersSearch.parse({})

/** The users who have every word of the search in their name or role. */
export function foundUsers(users: readonly User[], { q }: UsersSearch): readonly User[] {
  const words = foldAccents(q).split(/\s+/u).filter(Boolean)
  return users.filter(({ userName, role }) => {
    const text = foldAccents(`${userName} ${role}`)
    return words.every((word) => text.includes(word))
  })
}
