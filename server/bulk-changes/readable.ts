import { invalidField } from '#contract/errors.ts'
import type { PlannedChange, ReadableChange } from '#contract/planned-changes.ts'
import { invalid } from '#server/operations/api-failure.ts'
import type { PreviewedAgent, PreviewedObjects } from '#server/platform/preview.ts'

/**
 * Gives the changes the names of their objects. Throws 400, at the field, for a skill, a service or an agent outside the client,
 * and for copying skills, as additions, from an agent without any.
 */
export function readableOf(
  changes: readonly PlannedChange[],
  { skills, services }: PreviewedObjects,
  models: ReadonlyMap<number, PreviewedAgent>,
): ReadableChange[] {
  return changes.map((change, i) => {
    if ('agentSkill' in change) {
      const agentSkill = skills.get(change.agentSkill)
      if (!agentSkill) throw invalidAt(i, 'agentSkill', 'This skill no longer exists')
      return { ...change, agentSkill }
    }
    if ('service' in change) {
      const service = services.get(change.service)
      if (!service) throw invalidAt(i, 'service', 'This service no longer exists')
      return { ...change, service: { id: service.id, name: service.name } }
    }
    if (change.kind !== 'copy-skills') return change
    const model = models.get(change.agent)
    if (!model) throw invalidAt(i, 'agent', 'This agent no longer exists')
    if (!change.exactly && !model.levels.size) throw invalidAt(i, 'agent', 'This agent has no skills to copy')
    return { ...change, agent: { id: model.id, name: model.loginId } }
  })
}

export const invalidAt = (change: number, field: string, reason: string) =>
  invalid(invalidField(`changes.${change}.${field}`, reason))

/** A change without the names of its objects. */
export function plannedOf({ agentSkill, service, agent, ...rest }: ReadableChange): PlannedChange {
  // `readableOf` made it from one.
  return {
    ...rest,
    ...(agentSkill && { agentSkill: agentSkill.id }),
    ...(service && { service: service.id }),
    ...(agent && { agent: agent.id }),
  } as PlannedChange
}
