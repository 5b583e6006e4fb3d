import { giveRefusal } from '#contract/access.ts'
import { isAssignable } from '#contract/services.ts'
import type { NewChange } from '#server/history/record.ts'
import { forbidden, invalid, missing } from '#server/operations/api-failure.ts'
import type { Identity } from '#server/operations/context.ts'
import { decided, NOTHING, refused, type Decision } from '#server/platform/local/decision.ts'

type Named = NonNullable<NewChange['agent']>

export const removal = (agent: Named, agentSkill: Named, proficiency: number): NewChange => ({
  kind: 'agent-skill-removed',
  agent,
  agentSkill,
  before: { proficiency },
})

/** An agent and a skill, and how good the agent is at it: 1 is the strongest, undefined if they do not hold it. */
interface HeldSkill {
  agent: Named
  agentSkill: Named
  proficiency: number | undefined
}

/** Decides Update Agent Add Agent Skill, or Remove Agent Skill where `wanted` is undefined. */
export function decideLevel(
  { agent, agentSkill, proficiency: current }: HeldSkill,
  wanted: number | undefined,
): Decision<NewChange> {
  if (wanted === undefined)
    return current === undefined
      ? refused(missing('Agent skill assignment', agentSkill.id))
      : decided(removal(agent, agentSkill, current))
  if (current === wanted) return NOTHING
  const after = { proficiency: wanted }
  return current === undefined
    ? decided({ kind: 'agent-skill-added', agent, agentSkill, after })
    : decided({ kind: 'proficiency-changed', agent, agentSkill, before: { proficiency: current }, after })
}

/** An agent and a service, and whether the agent has it. */
interface HeldService {
  agent: Named
  service: Named
  /** The feature that makes a service assignable (`isAssignable`). */
  acdFeatureCode: number
  isAssigned: boolean
}

/** Decides Update Agent Add Service, or Remove Service where `wanted` is false. */
export function decideService(
  { agent, service, acdFeatureCode, isAssigned }: HeldService,
  wanted: boolean,
  { services }: Identity,
): Decision<NewChange> {
  const reason = giveRefusal(services, [service.id])
  if (reason) return refused(forbidden(reason))
  if (!wanted)
    return isAssigned
      ? decided({ kind: 'service-removed', agent, service })
      : refused(missing('Service assignment', service.id))
  if (!isAssignable(acdFeatureCode)) return refused(invalid({ reason: 'noAcd' }))
  return isAssigned ? NOTHING : decided({ kind: 'service-added', agent, service })
}
