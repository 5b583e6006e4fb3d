import { useQuery } from '@tanstack/react-query'
import { useMemo, useState, type ReactNode } from 'react'
import type { AgentQuestion, AgentRow } from '#contract/agent-question.ts'
import { configurationOperations } from '#contract/configuration.ts'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { useRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { lazyDialog } from '#src/components/lazy-dialog.tsx'
import { AssignedAgentsPanel } from '#src/domain/agents-table/AssignedAgentsPanel.tsx'
import { columnsOf, type AgentColumn } from '#src/domain/agents-table/columns.ts'
import { LevelCell } from './LevelCell.tsx'
import { RemoveAgentButton } from './RemoveAgentButton.tsx'
import { useLevel } from './use-level.ts'

const AddHoldersDialog = lazyDialog(() => import('./AddHoldersDialog.tsx').then((m) => m.AddHoldersDialog))

const [loginId, fullName, status] = columnsOf(['loginId', 'name', 'status'])

interface NamedSkill {
  id: number
  name: string
}

interface SkillAgentsPanelProps {
  skillId: number
  question: AgentQuestion | undefined
  sort: string
  onSort: (sort: string) => void
  /** The filters in force. */
  children: ReactNode
  isNarrowed: boolean
}

/** The agents who hold the skill, with their levels. */
export function SkillAgentsPanel({ skillId, ...list }: SkillAgentsPanelProps) {
  const refusal = useRefusal(configurationOperations.addAgentSkill)
  const [isAdding, setIsAdding] = useState(false)
  const { data: skill } = useQuery(agentSkillQueries.detail(skillId))
  const name = skill?.name ?? `Skill ${skillId}`
  const columns = useMemo(() => columnsFor({ id: skillId, name }), [skillId, name])
  return (
    <>
      <AssignedAgentsPanel
        {...list}
        whole={{ skill: [String(skillId)] }}
        columns={columns}
        density="tall"
        action={
          <Button size="small" refusal={refusal} onClick={() => setIsAdding(true)}>
            Add agents
          </Button>
        }
        nobody={<NobodyHere isNarrowed={list.isNarrowed} />}
      />
      {isAdding && <AddHoldersDialog skillId={skillId} onClose={() => setIsAdding(false)} />}
    </>
  )
}

const NobodyHere = ({ isNarrowed }: { isNarrowed: boolean }) =>
  isNarrowed ? (
    <EmptyState title="No agents match">
      <p>Try fewer letters, remove a filter, or show all levels.</p>
    </EmptyState>
  ) : (
    <EmptyState title="No agents yet">
      <p>Calls that need this skill wait until an agent has it. Assign it with “Add agents”.</p>
    </EmptyState>
  )

function columnsFor(skill: NamedSkill): AgentColumn[] {
  return [
    // Beside a slider there is room for both names; on a phone, for the login ID alone.
    ...(loginId ? [{ ...loginId, weight: 21 }] : []),
    ...(fullName ? [{ ...fullName, weight: 21, minWidth: 600 }] : []),
    {
      id: 'level',
      header: 'Level',
      weight: 31,
      sort: 'level',
      cell: (agent) => <AgentLevel skill={skill} agent={agent} />,
    },
    ...(status ? [{ ...status, weight: 22 }] : []),
    {
      id: 'remove',
      header: '',
      weight: 5,
      cell: (agent) => <RemoveAgentButton skill={skill} agent={agent} />,
    },
  ]
}

const levelIn = ({ levels }: AgentRow, skillId: number): number =>
  levels.find(({ id }) => id === skillId)?.proficiency ?? 0

function AgentLevel({ skill, agent }: { skill: NamedSkill; agent: AgentRow }) {
  const level = useLevel({ agent, skill: { ...skill, proficiency: levelIn(agent, skill.id) }, called: 'agent' })
  return <LevelCell loginId={agent.loginId} level={level} />
}
