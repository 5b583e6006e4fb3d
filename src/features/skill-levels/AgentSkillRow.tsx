import { Link } from '@tanstack/react-router'
import { configurationOperations } from '#contract/configuration.ts'
import { useRefusal } from '#src/api/session.ts'
import { RemoveButton } from '#src/components/RemoveButton.tsx'
import styles from './AgentSkills.module.css'
import { LevelBadge } from '#src/domain/levels/LevelBadge.tsx'
import { ProficiencySlider } from '#src/domain/levels/ProficiencySlider.tsx'
import { TemporaryUntil } from '#src/domain/temporary/TemporaryUntil.tsx'
import { isolate } from '#src/lib/isolate.ts'
import { SaveState } from './SaveState.tsx'
import { useLevel } from './use-level.ts'

interface AgentSkillRowProps {
  agent: { id: number; loginId: string }
  skill: { id: number; name: string; proficiency: number }
}

export function AgentSkillRow({ agent, skill }: AgentSkillRowProps) {
  const { id, name } = skill
  const { level, state, move, set, remove } = useLevel({ agent, skill, called: 'skill' })
  const setRefusal = useRefusal(configurationOperations.addAgentSkill)
  const removeRefusal = useRefusal(configurationOperations.removeAgentSkill)
  return (
    <li className={styles.row}>
      <span className={styles.name}>
        <Link to="/skills/$id" params={{ id }}>
          <bdi>{name}</bdi>
        </Link>
        <TemporaryUntil agent={agent.id} field="level" object={id} value={level} />
      </span>
      <span className={styles.slider}>
        <ProficiencySlider name={name} level={level} refusal={setRefusal} onMove={move} onSet={set} />
      </span>
      <LevelBadge level={level} />
      <span className={styles.state}>
        <SaveState state={state} />
      </span>
      <RemoveButton label={`Remove ${isolate(name)}`} refusal={removeRefusal} onRemove={remove} />
    </li>
  )
}
