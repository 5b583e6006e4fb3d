import * as z from 'zod/mini'
import type { AgentSummary } from '#contract/agents.ts'
import type { AgentFilter } from '#src/api/agents.ts'

const CRITERIA = ['loginId', 'lastName', 'phoneNumber'] as const satisfies AgentFilter['by'][]
export type Criterion = (typeof CRITERIA)[number]

const TABS = ['all', 'locked'] as const
export type Tab = (typeof TABS)[number]

/** What the agents page shows, as its address has it. Whatever makes no sense there counts as not given. */
export const agentsSearch = z.object({
  tab: z.catch(z._default(z.enum(TABS), 'all'), 'all'),
  q: z.catch(z._default(z.string(), ''), ''),
  by: z.catch(z._default(z.enum(CRITERIA), 'loginId'), 'loginId'),
})
export type AgentsSearch = z.output<typeof agentsSearch>

export const DEFAULT_SEARCH: AgentsSearch = agentsSearch.parse({})

export const filterOf = ({ q, by }: AgentsSearch): AgentFilter => ({ by, text: q.trim() })

const digitsOf = (phone: string) => phone.replace(/\D/g, '')

/** Whether an agent matches, as Find Matching Agents would say: for a list that the API cannot search. */
export function matches({ by, text }: AgentFilter, agent: AgentSummary): boolean {
  if (!text) return true
  if (by === 'phoneNumber') return digitsOf(agent.phone) === digitsOf(text)
  return agent[by].toUpperCase().includes(text.toUpperCase())
}

export const CRITERION_LABELS: readonly (readonly [Criterion, string])[] = [
  ['loginId', 'Login ID'],
  ['lastName', 'Last name'],
  ['phoneNumber', 'Phone'],
]

/** How each criterion matches (Find Matching Agents). */
export const CRITERION_HINTS: Record<Criterion, string> = {
  loginId: 'Any part of a login ID',
  lastName: 'Any part of a last name',
  phoneNumber: 'The whole phone number',
}
