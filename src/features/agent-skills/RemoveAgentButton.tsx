import type { AgentRow } from '#contract/agent-question.ts'
import { useRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { CloseIcon } from '#src/components/icons/CloseIcon.tsx'
import { useLevel } from './use-level.ts'

interface RemoveAgentButtonProps {
  skillId: number
  agent: AgentRow
}

/** Takes the skill from the agent of a row. */
export function RemoveAgentButton({ skillId, agent: { id, loginId, levels } }: RemoveAgentButtonProps) {
  const proficiency = levels.find((level) => level.id === skillId)?.proficiency ?? 0
  const { remove } = useLevel({ agentId: id, skillId, proficiency, name: loginId })
  const refusal = useRefusal('removeAgentSkill')
  return (
    <Button
      variant="icon"
      aria-label={`Remove ${loginId}`}
      refusal={refusal}
      onClick={(event) => {
        // The row goes and would take the focus with it, so the focus goes to the list.
        event.currentTarget.closest<HTMLElement>('[tabindex="-1"]')?.focus()
        remove()
      }}
    >
      <CloseIcon />
    </Button>
  )
}
