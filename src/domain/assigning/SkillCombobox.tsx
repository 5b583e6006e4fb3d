import { useQuery } from '@tanstack/react-query'
import type { Ref } from 'react'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { AddCombobox } from '#src/components/widgets/AddCombobox.tsx'
import { MIDDLE_LEVEL } from '#src/domain/levels/level-words.ts'
import { findSkills } from './find-skills.ts'

interface SkillComboboxProps {
  /** Not offered: the agent has them. Undefined while they are on their way. */
  assigned: readonly { id: number }[] | undefined
  refusal?: string | undefined
  /** Of the text field. */
  inputRef?: Ref<HTMLInputElement>
  onAdd: (skill: { id: number; name: string; level: number }) => void
}

/** Gives skills one after another, each at the level typed after its name. */
export function SkillCombobox({ assigned, refusal, inputRef, onAdd }: SkillComboboxProps) {
  const { data: skills } = useQuery(agentSkillQueries.list())
  const ids = assigned && new Set(assigned.map(({ id }) => id))
  const left = ids && skills?.filter(({ id }) => !ids.has(id))
  return (
    <AddCombobox
      label="Add skill"
      hint={`Press Enter to add it at level ${MIDDLE_LEVEL}. For another level, type it last: “span 1”.`}
      options={left}
      find={(text) => findSkills(left ?? [], text)}
      refusal={refusal}
      inputRef={inputRef}
      onAdd={onAdd}
    />
  )
}
