import type { NewBulkChange } from '#contract/bulk-changes.ts'
import { keptPerTab } from './kept-per-tab.ts'

/** Agents handed over to *Change agents*, and their name there. */
export interface ChosenAgents {
  who: NewBulkChange['who']
  /** `12 agents`, `All 431 agents that match` */
  words: string
}

const kept = keptPerTab<ChosenAgents>('chosen-agents', 5)

/** Keeps the agents for the page that changes them. Returns their name in its address. */
export function handOver(chosen: ChosenAgents): string {
  const name = `a${Date.now().toString(36)}`
  kept.keep(name, chosen)
  return name
}

/** The agents handed over under a name; undefined if this tab and user have none of that name. */
export const handedOver = (name: string): ChosenAgents | undefined => kept.read(name)
