import { useEffect, useSyncExternalStore } from 'react'
import { observable } from '#src/lib/observable.ts'

/** Something that can be done with what is on the page. */
export interface ActionInView {
  label: string
  /** The object of the action. */
  detail: string
  /** Why it cannot be done. */
  refusal: string | undefined
  run: () => void
}

const NONE: readonly ActionInView[] = []
const inView = observable(NONE)

/** Has the command palette offer these for as long as the caller is on the page. */
export function useOfferActions(actions: readonly ActionInView[]) {
  // After every render: they act on what it shows.
  useEffect(() => inView.set(actions))
  useEffect(() => () => inView.set(NONE), [])
}

export const useActionsInView = () => useSyncExternalStore(inView.subscribe, inView.get)
