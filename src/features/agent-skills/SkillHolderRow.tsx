import { Link } from '@tanstack/react-router'
import type { Ref } from 'react'
import type { SkillHolder } from '#src/api/agent-skills.ts'
import { useRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { CloseIcon } from '#src/components/icons/CloseIcon.tsx'
import { LevelBadge } from './LevelBadge.tsx'
import { ProficiencySlider } from './ProficiencySlider.tsx'
import { SaveState } from './SaveState.tsx'
import styles from './SkillHolders.module.css'
import { useLevel } from './use-level.ts'

interface SkillHolderRowProps {
  skillId: number
  holder: SkillHolder
  /** Its place among all rows, from 0. */
  index: number
  onRemove: () => void
  ref: Ref<HTMLDivElement>
}

export function SkillHolderRow({ skillId, holder, index, onRemove, ref }: SkillHolderRowProps) {
  const { id, loginId, firstName, lastName, active, proficiency } = holder
  const { level, state, move, set, remove } = useLevel({ agentId: id, skillId, proficiency, name: loginId })
  const setRefusal = useRefusal('addAgentSkill')
  const removeRefusal = useRefusal('removeAgentSkill')
  return (
    // The header is row 1.
    <div ref={ref} role="row" className={styles.row} aria-rowindex={index + 2} data-index={index}>
      <span role="cell" className={styles.who}>
        <Link to="/agents/$id" params={{ id }} className={styles.loginId}>
          {loginId}
        </Link>
        <span className={styles.name}>
          {firstName} {lastName}
          {!active && ' · inactive'}
        </span>
      </span>
      <span role="cell" className={styles.slider}>
        <ProficiencySlider name={loginId} level={level} refusal={setRefusal} onMove={move} onSet={set} />
        <LevelBadge level={level} />
      </span>
      <span role="cell" className={styles.state}>
        <SaveState state={state} />
      </span>
      <span role="cell" className={styles.remove}>
        <Button
          variant="icon"
          aria-label={`Remove ${loginId}`}
          refusal={removeRefusal}
          onClick={() => {
            onRemove()
            remove()
          }}
        >
          <CloseIcon />
        </Button>
      </span>
    </div>
  )
}
