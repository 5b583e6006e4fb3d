import { useSyncExternalStore } from 'react'
import { consoleUserOf } from '#contract/console-user.ts'
import type { CurrentSession } from '#contract/dashboard.ts'
import { observable } from '#src/lib/observable.ts'

/**
 * The user whose page this is, as `Console-User` names them. Another tab of the browser can sign somebody else in, and their
 * cookie then goes with this page's requests: every request names the page's user, and every reply is compared with them.
 */
const pageUser = observable<string | undefined>(undefined)

let isLeaving = false

/** Passes a sign-out through: meanwhile, calls that find no session any more don't have the page ask for a sign-in. */
export async function leaving<Reply>(signOut: Promise<Reply>): Promise<Reply> {
  isLeaving = true
  try {
    return await signOut
  } finally {
    isLeaving = false
  }
}

/** Whether somebody is signed in as far as this page knows: only a session that was there can end. */
export const isSessionKnown = () => pageUser.get() !== undefined && !isLeaving

interface Replacement {
  /** The user whose session it is now, as `Console-User` names them. */
  user: string
  /** Resolves when the session is the page user's again, or nobody's. */
  ended: Promise<void>
  end: () => void
}

const replacement = observable<Replacement | undefined>(undefined)

/** Undefined before the first reply that names a user, and after signing out. */
export const userOfPage = pageUser.get
export const onUserChange = pageUser.subscribe

/** Whether a reply is for the page's user. The first one that names anybody says whose page it is. */
export function isForPage(user: string): boolean {
  if (pageUser.get() === undefined) pageUser.set(user)
  return user === pageUser.get()
}

/** Makes this the page of the user who has just signed in on it. */
export function becomePageOf({ client, id }: CurrentSession) {
  pageUser.set(consoleUserOf({ client: client.id, id }))
  endReplacement()
}

export function becomeNobodysPage() {
  pageUser.set(undefined)
  endReplacement()
}

/** Somebody else's session was met: nothing is sent any more until it ends. */
export function noteReplacement(user: string) {
  const current = replacement.get()
  if (current?.user === user) return
  let end = () => {}
  const ended = new Promise<void>((resolve) => (end = resolve))
  // Calls that wait already go on waiting, for the end of this one.
  if (current) void ended.then(current.end)
  replacement.set({ user, ended, end })
}

/** Lets the calls go on that wait. */
export function endReplacement() {
  const current = replacement.get()
  replacement.set(undefined)
  current?.end()
}

/** Resolves at once, or when the session is no longer somebody else's. */
export const untilOwnSession = async () => replacement.get()?.ended

/** The user who was signed in by another tab, as `Console-User` names them; undefined while there is none. */
export const useReplacement = () => useSyncExternalStore(replacement.subscribe, () => replacement.get()?.user)
