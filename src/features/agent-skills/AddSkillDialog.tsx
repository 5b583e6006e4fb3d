import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSetProficiency, useUndoLevel } from '#src/api/agent-assignments.ts'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { agentQueries } from '#src/api/agents.ts'
import { FormDialog } from '#src/components/widgets/FormDialog.tsx'
import { PickList } from '#src/components/widgets/PickList.tsx'
import { notifyDone } from '#src/components/toast.ts'
import { LevelPicker } from '#src/domain/levels/LevelPicker.tsx'
import { MIDDLE_LEVEL } from '#src/domain/levels/level-words.ts'

export function AddSkillDialog({ agentId, onClose }: { agentId: number; onClose: () => void }) {
  const agent = useQuery(agentQueries.detail(agentId))
  const skills = useQuery(agentSkillQueries.list())
  const [picked, setPicked] = useState<{ id: number; name: string }>()
  const [level, setLevel] = useState(MIDDLE_LEVEL)
  // Without a pick nothing can be submitted.
  const give = useSetProficiency(agentId, picked?.id ?? 0)
  const undo = useUndoLevel(agentId, picked?.id ?? 0)

  // What was just given is on the agent already while the dialog closes; it stays in sight until then.
  const assigned = agent.data && new Set(agent.data.assignedAgentSkill.map(({ id }) => id))
  const options = assigned && skills.data?.filter(({ id }) => !assigned.has(id) || id === picked?.id)
  return (
    <FormDialog
      title="Add skill"
      submitLabel="Add"
      submitting={give.isPending}
      incomplete={picked ? undefined : 'Pick a skill first'}
      error={give.error?.message}
      onClose={onClose}
      onSubmit={() =>
        give.mutate(level, {
          onSuccess: (change) => {
            const words = `${picked?.name} added at ${level}`
            notifyDone(
              words,
              change === undefined
                ? undefined
                : async () => {
                    const now = await undo.mutateAsync({ change, from: undefined })
                    return now === undefined ? `${picked?.name} taken back` : `${picked?.name} is at ${now}`
                  },
            )
            onClose()
          },
        })
      }
    >
      <PickList
        searchLabel="Search skills"
        label="Skills to add"
        options={options}
        sources={[agent, skills]}
        picked={picked?.id}
        onPick={(id) => setPicked(skills.data?.find((skill) => skill.id === id))}
      />
      <LevelPicker level={level} onPick={setLevel} />
    </FormDialog>
  )
}
