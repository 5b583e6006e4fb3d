import { agentQuestion, type CheckedQuestion } from '#contract/agent-question.ts'
import { pastedLoginIds } from '#contract/bulk-change-agents.ts'
import type { BulkChange, newBulkChange } from '#contract/bulk-changes.ts'
import { storedLoginId } from '#contract/stored-text.ts'
import type * as z from 'zod/mini'

/** How agents were chosen: small, and kept. */
export type Chosen = BulkChange['chosen']

/** The pasted login IDs that no agent has. */
export type Unknown = BulkChange['unknown']

/** The names in a plan, as they were then: id → name. */
export interface Names {
  skills: Record<number, string>
  services: Record<number, string>
}

type Who = z.output<typeof newBulkChange>['who']

/** Returns how the agents were chosen and the list that goes with it: ids, login IDs, or the exceptions to a question. */
export function chosenOf({ agents, question, except = [], pasted }: Who): {
  chosen: Chosen
  list: readonly (number | string)[]
} {
  if (agents) return { chosen: { by: 'agents' }, list: [...new Set(agents)] }
  if (question) return { chosen: { by: 'question', question }, list: [...new Set(except)] }
  return {
    chosen: { by: 'pasted' },
    list: [...new Set(pastedLoginIds(pasted ?? '').map(storedLoginId))].filter(Boolean),
  }
}

/** The question of a choice, checked, for a client. */
export function questionOf({ question = {} }: Chosen, client: number): CheckedQuestion {
  const { client: _client, sort: _sort, ...asked } = question
  return { ...agentQuestion.parse(asked), client }
}
