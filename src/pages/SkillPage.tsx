import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { AgentSearch } from '#src/domain/agent-filters/AgentSearch.tsx'
import { isNarrowed } from '#src/domain/agent-filters/agents-search.ts'
import { FilterBar } from '#src/domain/agent-filters/FilterBar.tsx'
import { skillQuestion, type SkillSearch } from '#src/features/skill-levels/skill-search.ts'
import { SkillAgentsPanel } from '#src/features/skill-levels/SkillAgentsPanel.tsx'
import { SkillLevelsPanel } from '#src/features/skill-levels/SkillLevelsPanel.tsx'
import { HistoryPanel } from '#src/features/history/HistoryPanel.tsx'
import { NoSuchSkill } from '#src/features/skills/NoSuchSkill.tsx'
import { SkillHeader } from '#src/features/skills/SkillHeader.tsx'
import styles from './SkillPage.module.css'

export function SkillPage() {
  const { id } = useParams({ from: '/shell/widgets/skills/$id' })
  const search = useSearch({ from: '/shell/widgets/skills/$id' })
  const navigate = useNavigate({ from: '/skills/$id' })
  const { error } = useQuery(agentSkillQueries.detail(id))
  if (error?.kind === 'not-found') return <NoSuchSkill id={id} reason={error.message} />
  const change = (changed: Partial<SkillSearch>) =>
    void navigate({ search: (current) => ({ ...current, ...changed }), replace: true })
  const levels = search.level ? search.level.split(',') : []
  const { question, sort, problem } = skillQuestion(id, search)
  return (
    <>
      <SkillHeader id={id} />
      <div className={styles.columns} key={id}>
        <div className={styles.levels}>
          <SkillLevelsPanel
            skillId={id}
            chosen={levels}
            onChoose={(chosen) => change({ level: chosen.length ? chosen.toSorted().join(',') : undefined })}
          />
        </div>
        <div className={styles.agents}>
          <SkillAgentsPanel
            skillId={id}
            question={question}
            sort={sort}
            onSort={(next) => change({ sort: next })}
            isNarrowed={isNarrowed(search) || levels.length > 0}
          >
            <div className={styles.tools}>
              <AgentSearch label="Search these agents" search={search} problem={problem} onChange={change} />
              <FilterBar search={search} without={[]} onChange={change} />
              {levels.length > 0 && (
                <span className={styles.chosen}>
                  Level {levels.join(', ')}
                  <button type="button" onClick={() => change({ level: undefined })}>
                    All levels
                  </button>
                </span>
              )}
            </div>
          </SkillAgentsPanel>
        </div>
        <div className={styles.history}>
          <HistoryPanel skill={id} />
        </div>
      </div>
    </>
  )
}
