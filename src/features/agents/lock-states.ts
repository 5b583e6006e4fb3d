import { createContext, useContext } from 'react'
import type { AgentSummary } from '#contract/agents.ts'

/** Whether an agent is locked; undefined while that is not known yet. */
type LockStates = (agent: AgentSummary) => boolean | undefined

/**
 * The API's lists lack the lock. It comes from elsewhere and later than the rows, and by a context, so that it changes the
 * cells that show it and not the rows.
 */
export const LockStatesContext = createContext<LockStates>(() => undefined)

export const useLocked = (agent: AgentSummary) => useContext(LockStatesContext)(agent)
