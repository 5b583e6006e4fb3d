import type { AgentSkillUpdate } from '#contract/agent-skills.ts'
import type { NewChange } from '#server/history/record.ts'
import { decided, NOTHING, type Decision } from '#server/platform/local/decision.ts'

interface CurrentSkill {
  id: number
  name: string
  description: string
}

const FIELDS = ['name', 'description'] as const

/** Decides Update Agent Skill. `before` and `after` hold the fields that differ. */
export function decideSkillUpdate(
  current: CurrentSkill,
  update: AgentSkillUpdate,
): Decision<NewChange & { after: Partial<Pick<CurrentSkill, (typeof FIELDS)[number]>> }> {
  const next = { name: update.name ?? current.name, description: update.description ?? current.description }
  const changed = FIELDS.filter((field) => next[field] !== current[field])
  if (!changed.length) return NOTHING
  const pick = (fields: typeof next) => Object.fromEntries(changed.map((field) => [field, fields[field]]))
  return decided({
    kind: 'skill-updated',
    agentSkill: { id: current.id, name: next.name },
    before: pick(current),
    after: pick(next),
  })
}
