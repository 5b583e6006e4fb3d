import { keepPreviousData, useInfiniteQuery, useQuery, type InfiniteData } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import type { AgentQuestion, AgentRow, AgentRowPage } from '#contract/agent-question.ts'
import { agentQueries } from '#src/api/agents.ts'
import { joinPages } from '#src/api/pages.ts'
import { useRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { FailedState } from '#src/components/FailedState.tsx'
import { lazyDialog } from '#src/components/lazy-dialog.tsx'
import { Panel } from '#src/components/Panel.tsx'
import { WhenNear } from '#src/components/WhenNear.tsx'
import { AgentsTable } from '#src/domain/agents-table/AgentsTable.tsx'
import { columnsOf, type AgentColumn } from '#src/domain/agents-table/columns.ts'
import { READ_AHEAD } from '#src/domain/agents-table/read-ahead.ts'
import { formatCount } from '#src/lib/format.ts'
import { LevelCell } from './LevelCell.tsx'
import { RemoveAgentButton } from './RemoveAgentButton.tsx'
import { useLevel } from './use-level.ts'

const AddAgentsDialog = lazyDialog(() => import('./AddAgentsDialog.tsx').then((m) => m.AddAgentsDialog))

const rowsOf = ({ pages }: InfiniteData<AgentRowPage>) => joinPages(pages, (page) => page.agent)

const [loginId, name, status] = columnsOf(['loginId', 'name', 'status'])

interface SkillAgentsPanelProps {
  skillId: number
  question: AgentQuestion | undefined
  sort: string
  onSort: (sort: string) => void
  /** What narrows the list down. */
  children: React.ReactNode
  isNarrowed: boolean
}

/** The agents who hold the skill, with their levels. */
export function SkillAgentsPanel({ skillId, question, sort, onSort, children, isNarrowed }: SkillAgentsPanelProps) {
  const wanted = question ?? { skill: [String(skillId)] }
  const list = useInfiniteQuery({
    ...agentQueries.list({ question: wanted }),
    select: rowsOf,
    placeholderData: keepPreviousData,
    enabled: question !== undefined,
  })
  const { data: agents, hasNextPage, fetchNextPage, isFetchingNextPage, isPlaceholderData, error } = list
  const count = useQuery(agentQueries.count({ skill: [String(skillId)] }, { exact: true })).data
  const found = useQuery({ ...agentQueries.count(wanted), enabled: isNarrowed && question !== undefined }).data
  const refusal = useRefusal('addAgentSkill')
  const [isAdding, setIsAdding] = useState(false)
  const readOn = useCallback(() => void fetchNextPage(), [fetchNextPage])
  const columns = useMemo(() => columnsFor(skillId), [skillId])
  const isNobody = question === undefined || agents?.length === 0
  return (
    <Panel
      title="Agents"
      count={count?.agents}
      action={
        <Button size="small" refusal={refusal} onClick={() => setIsAdding(true)}>
          Add agents
        </Button>
      }
    >
      {children}
      {isNarrowed && (
        <p role="status" style={{ padding: '0 16px 8px' }}>
          {isNobody
            ? `0 of ${formatCount(count?.agents ?? 0)}`
            : found && count && `${formatCount(found.agents)}${found.more ? '+' : ''} of ${formatCount(count.agents)}`}
        </p>
      )}
      <div tabIndex={-1} style={{ padding: '0 16px' }}>
        {error && !agents ? (
          <FailedState
            title="The agents could not be loaded"
            reason={error.message}
            onRetry={() => void list.refetch()}
            retrying={list.isFetching}
          />
        ) : isNobody ? (
          <NobodyHere isNarrowed={isNarrowed} />
        ) : (
          <AgentsTable
            agents={agents}
            total={isNarrowed ? (found?.more ? undefined : found?.agents) : count?.agents}
            hasMore={hasNextPage && !list.isFetchNextPageError}
            stale={isPlaceholderData}
            columns={columns}
            density="tall"
            of={JSON.stringify(question)}
            sort={sort}
            onSort={onSort}
          />
        )}
        {list.isFetchNextPageError && (
          <FailedState
            title="More agents could not be loaded"
            reason={list.error?.message ?? ''}
            onRetry={readOn}
            retrying={isFetchingNextPage}
          />
        )}
        {agents && hasNextPage && !isFetchingNextPage && !list.isFetchNextPageError && !isPlaceholderData && (
          <WhenNear key={agents.length} margin={READ_AHEAD} onNear={readOn} />
        )}
      </div>
      {isAdding && <AddAgentsDialog skillId={skillId} onClose={() => setIsAdding(false)} />}
    </Panel>
  )
}

const NobodyHere = ({ isNarrowed }: { isNarrowed: boolean }) =>
  isNarrowed ? (
    <EmptyState title="No agents match">
      <p>Try fewer letters, remove a filter, or show all levels.</p>
    </EmptyState>
  ) : (
    <EmptyState title="No agents yet">
      <p>Calls that ask for this skill wait until somebody has it. Give it with “Add agents”.</p>
    </EmptyState>
  )

function columnsFor(skillId: number): AgentColumn[] {
  return [
    ...(loginId ? [loginId] : []),
    ...(name ? [name] : []),
    {
      id: 'level',
      header: 'Level',
      weight: 34,
      sort: 'level',
      cell: (agent) => <AgentLevel skillId={skillId} agent={agent} />,
    },
    ...(status ? [status] : []),
    {
      id: 'remove',
      header: '',
      weight: 6,
      cell: (agent) => <RemoveAgentButton skillId={skillId} agent={agent} />,
    },
  ]
}

export const levelIn = ({ levels }: AgentRow, skillId: number): number =>
  levels.find(({ id }) => id === skillId)?.proficiency ?? 0

function AgentLevel({ skillId, agent }: { skillId: number; agent: AgentRow }) {
  const { id, loginId: nameOfAgent } = agent
  const level = useLevel({ agentId: id, skillId, proficiency: levelIn(agent, skillId), name: nameOfAgent })
  return <LevelCell loginId={nameOfAgent} level={level} />
}
