import { useEffect, useId, useSyncExternalStore } from 'react'
import { observable } from '#src/lib/observable.ts'

/** An action on the page's content. */
interface ActionInView {
  label: string
  /** The object of the action. */
  detail: string
  /** Why it cannot be done. */
  refusal: string | undefined
  run: () => void
}

/** By the component that offers them. */
const inView = observable<ReadonlyMap<string, readonly ActionInView[]>>(new Map())

/** Has the command palette offer these for as long as the caller is on the page. */
export function useOfferActions(actions: readonly ActionInView[]) {
  const id = useId()
  // After every render, since the actions use its values.
  useEffect(() => inView.set(new Map(inView.get()).set(id, actions)))
  useEffect(() => () => inView.set(new Map([...inView.get()].filter(([offerer]) => offerer !== id))), [id])
}

export const useActionsInView = () => [...useSyncExternalStore(inView.subscribe, inView.get).values()].flat()
