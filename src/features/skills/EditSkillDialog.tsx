import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AgentSkill } from '#contract/agent-skills.ts'
import { agentSkillQueries, useUndoSkillUpdate, useUpdateAgentSkill } from '#src/api/agent-skills.ts'
import { readLastChangedBy, readOverwritten } from '#src/api/history.ts'
import { EditDialog } from '#src/components/widgets/EditDialog.tsx'
import { overwrittenWords } from '#src/domain/overwritten-words.ts'
import { notifyDone } from '#src/domain/deeds.ts'
import { isolate } from '#src/lib/isolate.ts'
import { SKILL_LABELS, skillForm, type SkillValues } from './skill-schemas.ts'
import { SkillFields, skillFaults } from './SkillFields.tsx'
import { SkillReading } from './SkillReading.tsx'

const valuesOf = ({ name, description }: SkillValues): SkillValues => ({ name, description })

/** Resolves with a sentence about values that the change overwrote unseen, and their authors. */
async function readOverwrittenSkill(change: number, agentSkill: number, shown: SkillValues) {
  const overwritten = await readOverwritten(change, { agentSkill, kind: 'skill-updated', shown })
  return overwrittenWords(
    overwritten,
    (field) => `the ${field}`,
    (value) => (value === '' ? 'nothing' : String(value)),
  )
}

interface EditSkillDialogProps {
  id: number
  onClose: () => void
}

export function EditSkillDialog({ id, onClose }: EditSkillDialogProps) {
  const skill = useQuery(agentSkillQueries.detail(id))
  // Data read long ago is refetched first: changes made since then did not happen while this was open.
  const [isReadFirst] = useState(skill.isFetching)
  return skill.data && (skill.isFetchedAfterMount || !isReadFirst) ? (
    <EditForm id={id} skill={skill.data} onClose={onClose} />
  ) : (
    <SkillReading title="Edit skill" submitLabel="Save" skill={skill} onClose={onClose} />
  )
}

/** Update Agent Skill. */
function EditForm({ id, skill, onClose }: EditSkillDialogProps & { skill: AgentSkill }) {
  const query = useQuery(agentSkillQueries.detail(id))
  const update = useUpdateAgentSkill(id)
  const undo = useUndoSkillUpdate(id)
  const saved = (changes: Partial<SkillValues>, change: number | undefined) => {
    const back = (now: AgentSkill) =>
      changes.name === undefined ? `${isolate(now.name)}: description restored` : `Renamed back to ${isolate(now.name)}`
    const add = notifyDone(
      `Changes to ${isolate(changes.name ?? skill.name)} saved`,
      change === undefined ? undefined : () => undo.mutateAsync(change).then(back),
    )
    if (change !== undefined) void readOverwrittenSkill(change, id, valuesOf(query.data ?? skill)).then(add)
  }
  return (
    <EditDialog
      title="Edit skill"
      schema={skillForm}
      labels={SKILL_LABELS}
      inputOf={valuesOf}
      inWords={(text) => text}
      whoChanged={(field) => readLastChangedBy({ agentSkill: id }, field)}
      subject={skill}
      query={query}
      save={(changes) => update.mutateAsync(changes).then((change) => saved(changes, change))}
      faultsOf={skillFaults}
      onClose={onClose}
    >
      {(form, elsewhere) => <SkillFields form={form} noteOf={elsewhere} />}
    </EditDialog>
  )
}
