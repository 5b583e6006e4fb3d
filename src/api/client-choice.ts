import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'
import { id } from '#contract/common.ts'
import type { CurrentSession } from '#contract/dashboard.ts'
import { observable } from '#src/lib/observable.ts'

/** Another client than the session's own that this tab shows, and whose choice that is. */
const choice = z.object({ client: id, user: z.string(), home: id })
type Choice = z.infer<typeof choice>

/** Where this tab keeps it. */
export const CLIENT_KEY = 'client'

function stored(): Choice | undefined {
  try {
    return choice.safeParse(JSON.parse(sessionStorage.getItem(CLIENT_KEY) ?? 'null')).data
  } catch {
    return undefined
  }
}

const chosen = observable(stored())

function setChoice(next: Choice | undefined) {
  chosen.set(next)
  try {
    if (next) sessionStorage.setItem(CLIENT_KEY, JSON.stringify(next))
    else sessionStorage.removeItem(CLIENT_KEY)
  } catch {
    // A browser that keeps nothing still shows the client until the page is closed.
  }
}

/** The client that this tab shows instead of the session's own; undefined when it is the session's own. */
export const chosenClient = () => chosen.get()?.client

export const onClientChange = chosen.subscribe
export const useChosenClient = () => useSyncExternalStore(onClientChange, chosenClient)

export const chooseClient = (client: number, { name, client: home }: CurrentSession) =>
  setChoice(client === home.id ? undefined : { client, user: name, home: home.id })

export const forgetClient = () => setChoice(undefined)

/** Forgets what another user chose in this tab. Passes the session through. */
export function forgetUnlessOf(session: CurrentSession): CurrentSession {
  const before = chosen.get()
  if (before && (before.user !== session.name || before.home !== session.client.id)) forgetClient()
  return session
}
