import { useQuery } from '@tanstack/react-query'
import type { AssignedAgentSkill } from '#contract/agents.ts'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { FailedState } from '#src/components/FailedState.tsx'
import { FieldError } from '#src/components/form/FieldError.tsx'
import { RemoveButton } from '#src/components/RemoveButton.tsx'
import { SkillCombobox } from '#src/domain/assigning/SkillCombobox.tsx'
import { LevelControl } from '#src/domain/levels/LevelControl.tsx'
import { isolate } from '#src/lib/isolate.ts'
import styles from './AssignedInput.module.css'

interface AssignedSkillsInputProps {
  value: AssignedAgentSkill[]
  onChange: (value: AssignedAgentSkill[]) => void
  error: string | undefined
}

/** The skills that a new agent begins with, in the order in which they were added. */
export function AssignedSkillsInput({ value, onChange, error }: AssignedSkillsInputProps) {
  const { data: skills, error: failure, isFetching, refetch } = useQuery(agentSkillQueries.list())
  if (failure && !skills)
    return <FailedState title="The skills couldn’t be loaded" reads={[{ error: failure, isFetching, refetch }]} />
  const nameOf = (id: number) => skills?.find((skill) => skill.id === id)?.name ?? `Skill ${id}`
  return (
    <div className={styles.field}>
      <div className={styles.add}>
        <SkillCombobox assigned={value} onAdd={({ id, level }) => onChange([...value, { id, proficiency: level }])} />
      </div>
      <ul tabIndex={-1} aria-label="Skills to give">
        {value.map(({ id, proficiency }) => (
          <li key={id} className={styles.skill}>
            <bdi className={styles.name}>{nameOf(id)}</bdi>
            <span className={styles.level}>
              <LevelControl
                skillName={nameOf(id)}
                level={proficiency}
                onChange={(level) =>
                  onChange(value.map((skill) => (skill.id === id ? { id, proficiency: level } : skill)))
                }
              />
            </span>
            <RemoveButton
              label={`Remove ${isolate(nameOf(id))}`}
              onRemove={() => onChange(value.filter((skill) => skill.id !== id))}
            />
          </li>
        ))}
      </ul>
      <FieldError error={error} />
    </div>
  )
}
