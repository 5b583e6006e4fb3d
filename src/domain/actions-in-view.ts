import { useEffect, useId, useSyncExternalStore } from 'react'
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

/** By who offers them. */
const inView = observable<ReadonlyMap<string, readonly ActionInView[]>>(new Map())

/** Has the command palette offer these for as long as the caller is on the page. */
export function useOfferActions(actions: readonly ActionInView[]) {
  const id = useId()
  // After every render: they act on what it shows.
  useEffect(() => inView.set(new Map(inView.get()).set(id, actions)))
  useEffect(() => () => inView.set(new Map([...inView.get()].filter(([offerer]) => offerer !== id))), [id])
}

export const useActionsInView = () => [...useSyncExternalStore(inView.subscribe, inView.get).values()].flat()
