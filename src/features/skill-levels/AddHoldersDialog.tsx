import { useState } from 'react'
import { useGiveSkill } from '#src/api/agent-assignments.ts'
import { AddAgentsDialog } from '#src/domain/agent-picker/AddAgentsDialog.tsx'
import { LevelPicker } from '#src/domain/levels/LevelPicker.tsx'
import { MIDDLE_LEVEL } from '#src/domain/levels/level-words.ts'

/** Gives the skill to several agents, all at one level. */
export function AddHoldersDialog({ skillId, onClose }: { skillId: number; onClose: () => void }) {
  const [level, setLevel] = useState(MIDDLE_LEVEL)
  const give = useGiveSkill(skillId, level)
  return (
    <AddAgentsDialog given={{ skill: skillId }} give={give} how={` at ${level}`} onClose={onClose}>
      <LevelPicker level={level} onPick={setLevel} />
    </AddAgentsDialog>
  )
}
