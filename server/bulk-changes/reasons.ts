import { sentenceOf } from '#contract/refusals.ts'
import type { ApiFailure } from '#server/operations/api-failure.ts'

const DELETED: Readonly<Record<string, string>> = { Agent: 'agent', 'Agent skill': 'skill', Service: 'service' }

/** Says why the platform refused an item of an author. */
export function reasonOf({ status, message, refusals: [refusal] }: ApiFailure, author: string): string {
  if (refusal?.reason === 'notOwnService') return sentenceOf({ reason: 'notPermitted' })
  if (refusal?.reason === 'noAcd') return sentenceOf({ reason: 'noAcdForAgents' })
  if (status === 403) return sentenceOf({ reason: 'authorPowerEnded', name: author })
  const object = refusal?.reason === 'notFound' ? DELETED[refusal.object] : undefined
  return object === undefined ? message : sentenceOf({ reason: 'objectDeleted', object })
}
