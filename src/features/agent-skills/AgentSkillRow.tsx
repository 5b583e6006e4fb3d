import { useRef, useState } from 'react'
import { useRemoveSkill, useSetProficiency } from '#src/api/agent-assignments.ts'
import { useRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { CheckIcon } from '#src/components/icons/CheckIcon.tsx'
import { CloseIcon } from '#src/components/icons/CloseIcon.tsx'
import { notify } from '#src/components/toast.ts'
import styles from './AgentSkills.module.css'
import { LevelBadge } from './LevelBadge.tsx'
import { ProficiencySlider } from './ProficiencySlider.tsx'

interface AgentSkillRowProps {
  agentId: number
  skill: { id: number; name: string; proficiency: number }
  onRemove: () => void
}

const refused = (error: Error) => notify(error.message, { tone: 'failed' })

export function AgentSkillRow({ agentId, skill: { id, name, proficiency }, onRemove }: AgentSkillRowProps) {
  const setProficiency = useSetProficiency(agentId, id)
  const removeSkill = useRemoveSkill(agentId, id, proficiency)
  const setRefusal = useRefusal('addAgentSkill')
  const removeRefusal = useRefusal('removeAgentSkill')
  // Where the slider is while it is moved, and until what it was moved to is known to be saved or refused.
  const [moved, setMoved] = useState<number>()
  // The writes of this row that are on their way.
  const [saving, setSaving] = useState(0)
  const lastSet = useRef(proficiency)

  const set = (level: number) => {
    const before = saving > 0 ? lastSet.current : proficiency
    if (level === before) return setMoved(undefined)
    lastSet.current = level
    setSaving((count) => count + 1)
    setProficiency
      .mutateAsync(level)
      .then(() => {
        const undo = () =>
          void setProficiency.mutateAsync(before).then(() => notify(`${name} set to ${before}`), refused)
        notify(`${name} set to ${level}`, { action: { label: 'Undo', run: undo } })
      }, refused)
      .finally(() => {
        setSaving((count) => count - 1)
        setMoved((current) => (current === level ? undefined : current))
      })
  }

  const remove = () => {
    onRemove()
    const undo = () =>
      void setProficiency.mutateAsync(proficiency).then(() => notify(`${name} given back at ${proficiency}`), refused)
    removeSkill.mutateAsync().then(() => notify(`${name} removed`, { action: { label: 'Undo', run: undo } }), refused)
  }

  const level = moved ?? proficiency
  return (
    <li className={styles.row}>
      <span className={styles.name}>{name}</span>
      <span className={styles.slider}>
        <ProficiencySlider skillName={name} level={level} refusal={setRefusal} onMove={setMoved} onSet={set} />
      </span>
      <LevelBadge level={level} />
      <span className={styles.state} role="status">
        {saving > 0 ? 'Saving…' : setProficiency.isSuccess && moved === undefined && <SavedMark />}
      </span>
      <Button variant="icon" aria-label={`Remove ${name}`} refusal={removeRefusal} onClick={remove}>
        <CloseIcon />
      </Button>
    </li>
  )
}

const SavedMark = () => (
  <span className={styles.saved}>
    <CheckIcon size={13} />
    Saved
  </span>
)
