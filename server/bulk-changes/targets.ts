import { MAX_PROFICIENCY, MIN_PROFICIENCY } from '#contract/agents.ts'
import type { ItemField } from '#contract/bulk-changes.ts'
import type { Refusal } from '#contract/refusals.ts'
import type { PlannedChange } from '#contract/planned-changes.ts'
import type { PreviewedAgent, PreviewedObjects, Target } from '#server/platform/preview.ts'

/** A change's target for an agent, or the reason why there is none. */
export type Wanted =
  | { change: number; target: Target; undoes?: Undone }
  | { change: number; field: ItemField; object: number | null; refusal: Refusal }

/** The item that an undo takes back. */
export interface Undone {
  /** The change in the history. */
  change: number
  /** The value that the item left. */
  left: number | null
  /** The name of the person who changed the same since. */
  changedBy: string | undefined
}

/** The agents whose skills are copied. */
export type Models = ReadonlyMap<number, PreviewedAgent>

/** Turns the changes into wanted values of one agent: stronger and weaker levels, and copies, become fixed. */
export const wantedOf = (
  agent: PreviewedAgent,
  changes: readonly PlannedChange[],
  { skills }: PreviewedObjects,
  models: Models,
): Wanted[] =>
  changes.flatMap((planned, change): Wanted[] => {
    const level = (object: number, value: number | null): Wanted[] => [
      { change, target: { field: 'level', object, value } },
    ]
    const levelOfHolder = (object: number, next: (level: number) => number): Wanted[] => {
      const current = agent.levels.get(object)
      if (current !== undefined) return level(object, next(current))
      return [{ change, field: 'level', object, refusal: lacks(skills.get(object)?.name) }]
    }
    switch (planned.kind) {
      case 'give-skill':
        return level(planned.agentSkill, agent.levels.get(planned.agentSkill) ?? planned.level)
      case 'set-level':
        return levelOfHolder(planned.agentSkill, () => planned.level)
      case 'stronger':
        return levelOfHolder(planned.agentSkill, (current) => Math.max(MIN_PROFICIENCY, current - 1))
      case 'weaker':
        return levelOfHolder(planned.agentSkill, (current) => Math.min(MAX_PROFICIENCY, current + 1))
      case 'remove-skill':
        return level(planned.agentSkill, null)
      case 'copy-skills':
        return copied(agent, planned, change, models)
      case 'add-service':
      case 'remove-service':
      case 'unlock':
      case 'activate':
      case 'deactivate':
      case 'set-wrap-up-time':
        return [{ change, target: targetOf(planned) }]
    }
  })

export const lacks = (skill = 'this skill'): Refusal => ({ reason: 'lacksSkill', skill })

/** The target of a change that is the same for every agent. */
function targetOf(planned: Exclude<PlannedChange, { agentSkill: number } | { kind: 'copy-skills' }>): Target {
  switch (planned.kind) {
    case 'add-service':
      return { field: 'service', object: planned.service, value: 1 }
    case 'remove-service':
      return { field: 'service', object: planned.service, value: 0 }
    case 'unlock':
      return { field: 'locked', object: null, value: 0 }
    case 'activate':
      return { field: 'active', object: null, value: 1 }
    case 'deactivate':
      return { field: 'active', object: null, value: 0 }
    case 'set-wrap-up-time':
      return { field: 'wrapUpTime', object: null, value: planned.wrapUpTime }
  }
}

function copied(
  agent: PreviewedAgent,
  { agent: from, exactly }: Extract<PlannedChange, { kind: 'copy-skills' }>,
  change: number,
  models: Models,
): Wanted[] {
  if (agent.id === from) return [{ change, field: 'skills', object: null, refusal: { reason: 'copiedFrom' } }]
  const model = models.get(from)?.levels ?? new Map<number, number>()
  const lost = exactly ? [...agent.levels.keys()].filter((skill) => !model.has(skill)) : []
  const values = [
    ...[...model].map(([skill, level]) => [skill, exactly ? level : (agent.levels.get(skill) ?? level)] as const),
    ...lost.map((skill) => [skill, null] as const),
  ]
  return values.map(([object, value]) => ({ change, target: { field: 'level', object, value } }))
}

/** Returns the subject of a change whose agent is gone. */
export function subjectOf(planned: PlannedChange): { field: ItemField; object: number | null } {
  if ('agentSkill' in planned) return { field: 'level', object: planned.agentSkill }
  if (planned.kind === 'copy-skills') return { field: 'skills', object: null }
  const { field, object } = targetOf(planned)
  return { field, object }
}
