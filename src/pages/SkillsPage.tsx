import { useNavigate, useSearch } from '@tanstack/react-router'
import { PageHeader } from '#src/components/PageHeader.tsx'
import { NewSkillButton } from '#src/features/skills/NewSkillButton.tsx'
import { SkillCount } from '#src/features/skills/SkillCount.tsx'
import { useKeepSkills } from '#src/features/skills/skills-search.ts'
import { SkillsPanel } from '#src/features/skills/SkillsPanel.tsx'

export function SkillsPage() {
  const search = useSearch({ from: '/shell/widgets/skills' })
  const navigate = useNavigate({ from: '/skills' })
  useKeepSkills(search)
  return (
    <>
      <title>Skills · Agent Console</title>
      <PageHeader title="Skills" count={<SkillCount />} actions={<NewSkillButton />} />
      <SkillsPanel
        search={search}
        onChange={(change) => void navigate({ search: (current) => ({ ...current, ...change }), replace: true })}
      />
    </>
  )
}
