import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { SkillHoldersPanel } from '#src/features/agent-skills/SkillHoldersPanel.tsx'
import { SkillLevelsPanel } from '#src/features/agent-skills/SkillLevelsPanel.tsx'
import { HistoryPanel } from '#src/features/history/HistoryPanel.tsx'
import { NoSuchSkill } from '#src/features/skills/NoSuchSkill.tsx'
import { SkillHeader } from '#src/features/skills/SkillHeader.tsx'
import styles from './SkillPage.module.css'

export function SkillPage() {
  const { id } = useParams({ from: '/shell/widgets/skills/$id' })
  const { error } = useQuery(agentSkillQueries.detail(id))
  if (error?.kind === 'not-found') return <NoSuchSkill id={id} reason={error.message} />
  return (
    <>
      <SkillHeader id={id} />
      <div className={styles.columns} key={id}>
        <div className={styles.levels}>
          <SkillLevelsPanel skillId={id} />
        </div>
        <div className={styles.agents}>
          <SkillHoldersPanel skillId={id} />
        </div>
        <div className={styles.history}>
          <HistoryPanel skill={id} />
        </div>
      </div>
    </>
  )
}
