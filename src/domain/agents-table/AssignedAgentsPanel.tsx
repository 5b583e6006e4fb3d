import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { AgentQuestion } from '#contract/agent-question.ts'
import { agentQueries, joinAgentPages } from '#src/api/agents.ts'
import { FailedState } from '#src/components/FailedState.tsx'
import { Panel } from '#src/components/Panel.tsx'
import { ReadOn } from '#src/components/ReadOn.tsx'
import { formatCount } from '#src/lib/format.ts'
import styles from './AssignedAgentsPanel.module.css'
import { AgentsTable } from './AgentsTable.tsx'
import type { Density } from './column-choice.ts'
import { detailsOf, type AgentColumn } from './columns.ts'
import { useSelection } from './selection.ts'
import { SelectionBar } from './SelectionBar.tsx'

interface AssignedAgentsPanelProps {
  /** All agents who have the skill or the service. */
  whole: AgentQuestion
  /** Those of them who are asked for; undefined where that finds nobody. */
  question: AgentQuestion | undefined
  isNarrowed: boolean
  columns: readonly AgentColumn[]
  density: Density | 'tall'
  sort: string
  onSort: (sort: string) => void
  action: ReactNode
  /** Says that nobody is there. */
  nobody: ReactNode
  /** The filters in force. */
  children: ReactNode
}

/** The agents who have a skill or a service. */
export function AssignedAgentsPanel({
  whole,
  question,
  isNarrowed,
  columns,
  density,
  sort,
  onSort,
  action,
  nobody,
  children,
}: AssignedAgentsPanelProps) {
  const wanted = question ?? whole
  const list = useInfiniteQuery({
    ...agentQueries.list({ question: wanted, details: detailsOf(columns) }),
    select: joinAgentPages,
    placeholderData: keepPreviousData,
    enabled: question !== undefined,
  })
  const { data: agents, hasNextPage, isPlaceholderData, error } = list
  const count = useQuery(agentQueries.count(whole, { exact: true })).data
  const found = useQuery({ ...agentQueries.count(wanted), enabled: isNarrowed && question !== undefined }).data
  const total = isNarrowed ? (found?.more ? undefined : found?.agents) : count?.agents
  const matching = isNarrowed ? found : count
  const selection = useSelection(JSON.stringify(whole), {
    question,
    total,
    totalWords: matching && formatCount(matching.agents) + (matching.more ? '+' : ''),
  })
  const isNobody = question === undefined || agents?.length === 0
  return (
    <Panel title="Agents" count={count?.agents} action={action}>
      {children}
      {isNarrowed && (
        <p role="status" className={styles.count}>
          {isNobody
            ? `0 of ${formatCount(count?.agents ?? 0)}`
            : found && count && `${formatCount(found.agents)}${found.more ? '+' : ''} of ${formatCount(count.agents)}`}
        </p>
      )}
      <div tabIndex={-1} className={styles.list}>
        {error && !agents ? (
          <FailedState title="The agents couldn’t be loaded" reads={[list]} />
        ) : isNobody ? (
          nobody
        ) : (
          <AgentsTable
            agents={agents}
            total={total}
            hasMore={hasNextPage && !list.isFetchNextPageError}
            stale={isPlaceholderData}
            columns={columns}
            density={density}
            of={JSON.stringify(question)}
            sort={sort}
            onSort={onSort}
            selection={selection}
          />
        )}
        <SelectionBar selection={selection} shown={new Set(agents?.map(({ id }) => id))} />
        <ReadOn list={list} count={agents?.length} what="agents" />
      </div>
    </Panel>
  )
}
