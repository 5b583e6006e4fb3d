import type { NewBulkChange } from '#contract/bulk-changes.ts'

/** The agents that a page hands over to *Change agents*, and what they are called there. */
export interface ChosenAgents {
  who: NewBulkChange['who']
  /** `12 agents`, `431 agents that match “maya”` */
  words: string
}

const KEY = 'chosen-agents'

/** Keeps the agents for the page that changes them, per tab. It outlives a reload there. */
export function handOver(chosen: ChosenAgents): void {
  sessionStorage.setItem(KEY, JSON.stringify(chosen))
}

/** The agents handed over last; undefined if none were. */
export function handedOver(): ChosenAgents | undefined {
  try {
    // Written by `handOver` alone.
    return (JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as ChosenAgents | null) ?? undefined
  } catch {
    return undefined
  }
}
