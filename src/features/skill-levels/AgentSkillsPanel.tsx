import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { configurationOperations } from '#contract/configuration.ts'
import { agentQueries } from '#src/api/agents.ts'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { useRefusal } from '#src/api/session.ts'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { Loaded } from '#src/components/Loaded.tsx'
import { Panel } from '#src/components/Panel.tsx'
import { useOfferActions } from '#src/domain/actions-in-view.ts'
import { SkillCombobox } from '#src/domain/assigning/SkillCombobox.tsx'
import { AgentSkillRow } from './AgentSkillRow.tsx'
import styles from './AgentSkills.module.css'
import { AgentSkillsSkeleton } from './AgentSkillsSkeleton.tsx'
import { FAINTEST, STRONGEST } from '#src/domain/levels/level-words.ts'
import { useAddSkill } from './use-add-skill.ts'

/** The agent's skills and levels. */
export function AgentSkillsPanel({ agentId }: { agentId: number }) {
  const agent = useQuery(agentQueries.detail(agentId))
  const skills = useQuery(agentSkillQueries.list())
  const refusal = useRefusal(configurationOperations.addAgentSkill)
  const subject = { id: agentId, loginId: agent.data?.loginId ?? '' }
  const add = useAddSkill(subject)
  const addField = useRef<HTMLInputElement>(null)

  const assigned = agent.data && skills.data && byName(agent.data.assignedAgentSkill, skills.data)
  const focusField = () => addField.current?.focus()
  useOfferActions(assigned ? [{ label: 'Add skill', detail: subject.loginId, refusal, run: focusField }] : [])
  const reads = [agent, skills]
  const isWaiting = !assigned && !reads.some((query) => query.isError && !query.data)
  return (
    <Panel title="Skills" count={agent.data?.assignedAgentSkill.length}>
      {(assigned || isWaiting) && (
        <div className={styles.add}>
          <SkillCombobox assigned={assigned} refusal={refusal} inputRef={addField} onAdd={add} />
        </div>
      )}
      <div tabIndex={-1} aria-busy={isWaiting}>
        <Loaded
          what="The skills"
          reads={reads}
          data={assigned}
          skeleton={<AgentSkillsSkeleton />}
          empty={
            <EmptyState title="No skills yet">
              <p>Calls that need a skill won’t reach this agent first.</p>
            </EmptyState>
          }
        >
          {(all) => (
            <>
              <div className={styles.ends} aria-hidden="true">
                <span>{STRONGEST}</span>
                <span>{FAINTEST}</span>
              </div>
              <ul>
                {all.map((skill) => (
                  <AgentSkillRow key={skill.id} agent={subject} skill={skill} />
                ))}
              </ul>
            </>
          )}
        </Loaded>
      </div>
    </Panel>
  )
}

/** By name and not by level: a row must not move away while its slider is being set. */
function byName(
  assigned: readonly { id: number; proficiency: number }[],
  skills: readonly { id: number; name: string }[],
) {
  const names = new Map(skills.map(({ id, name }) => [id, name]))
  return assigned
    .map((skill) => ({ ...skill, name: names.get(skill.id) ?? `Skill ${skill.id}` }))
    .sort((a, b) => a.name.localeCompare(b.name))
}
