import { useCreateAgentSkill } from '#src/api/agent-skills.ts'
import { CreateDialog } from '#src/components/widgets/CreateDialog.tsx'
import { skillForm } from './skill-schemas.ts'
import { SkillFields, skillFaults } from './SkillFields.tsx'

export function NewSkillDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateAgentSkill()
  return (
    <CreateDialog
      title="New skill"
      submitLabel="Create"
      schema={skillForm}
      defaultValues={{ name: '', description: '' }}
      create={create.mutateAsync}
      nameOf={({ name }) => name}
      faultsOf={skillFaults}
      onClose={onClose}
    >
      {(form) => <SkillFields form={form} />}
    </CreateDialog>
  )
}
