import { PageHeader } from '#src/components/PageHeader.tsx'
import { NewSkillButton } from '#src/features/skills/NewSkillButton.tsx'
import { SkillCount } from '#src/features/skills/SkillCount.tsx'
import { SkillsPanel } from '#src/features/skills/SkillsPanel.tsx'

export const SkillsPage = () => (
  <>
    <title>Skills · Agent Console</title>
    <PageHeader title="Skills" count={<SkillCount />} actions={<NewSkillButton />} />
    <SkillsPanel />
  </>
)
