import type { AgentRow } from '#contract/agent-question.ts'
import { configurationOperations } from '#contract/configuration.ts'
import { useRefusal } from '#src/api/session.ts'
import { RemoveButton } from '#src/components/RemoveButton.tsx'
import { isolate } from '#src/lib/isolate.ts'
import { useLevel } from './use-level.ts'

interface RemoveAgentButtonProps {
  skill: { id: number; name: string }
  agent: AgentRow
}

/** Takes the skill from the agent of a row. */
export function RemoveAgentButton({ skill, agent }: RemoveAgentButtonProps) {
  const { loginId, levels } = agent
  const proficiency = levels.find(({ id }) => id === skill.id)?.proficiency ?? 0
  const { remove } = useLevel({ agent, skill: { ...skill, proficiency }, called: 'agent' })
  const refusal = useRefusal(configurationOperations.removeAgentSkill)
  return <RemoveButton label={`Remove ${isolate(loginId)}`} refusal={refusal} onRemove={remove} />
}
