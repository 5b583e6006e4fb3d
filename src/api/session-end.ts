import { useSyncExternalStore } from 'react'
import { observable } from '#src/lib/observable.ts'

/** The user who signed in over the page: the one before, or somebody else. */
type Who = 'same user' | 'another user'

interface Waiting {
  promise: Promise<Who>
  resolve: (who: Who) => void
}

const waiting = observable<Waiting | undefined>(undefined)

/** The users who signed in over the page so far, the latest last. */
const signIns: Who[] = []

/** The number of sign-ins over the page. A call notes it when it is sent, for `signedInAgain`. */
export const signInsSoFar = () => signIns.length

/**
 * Has the page ask for a sign-in, once for however many calls wait for it. Resolves when it is done; at once where somebody
 * signed in since the call was sent, which the session before was refused.
 */
export function signedInAgain(since: number): Promise<Who> {
  const latest = signIns.length > since ? signIns.at(-1) : undefined
  if (latest) return Promise.resolve(latest)
  const earlier = waiting.get()
  if (earlier) return earlier.promise
  let resolve: Waiting['resolve'] = () => {}
  const promise = new Promise<Who>((resolvePromise) => (resolve = resolvePromise))
  waiting.set({ promise, resolve })
  return promise
}

/** Lets the waiting calls go on. */
export function goOnAs(who: Who) {
  signIns.push(who)
  waiting.get()?.resolve(who)
  waiting.set(undefined)
}

/** Whether the session ended and the page waits for somebody to sign in. */
export const useIsSessionEnded = () => useSyncExternalStore(waiting.subscribe, waiting.get) !== undefined
