import { useQuery } from '@tanstack/react-query'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { formatCount } from '#src/lib/format.ts'
import styles from './Skills.module.css'

export function SkillCount() {
  const { data: skills } = useQuery(agentSkillQueries.list())
  return skills && <span className={styles.count}>{formatCount(skills.length)}</span>
}
