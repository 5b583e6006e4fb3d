import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { AgentQuestion } from '#contract/agent-question.ts'
import { agentQueries, joinAgentPages } from '#src/api/agents.ts'
import { FRESHNESS } from '#src/api/list-info.ts'
import { FailedState } from '#src/components/FailedState.tsx'
import { ReadOn } from '#src/components/ReadOn.tsx'
import { sortOf, type AgentsSearch } from '#src/domain/agent-filters/agents-search.ts'
import { AgentsTable } from '#src/domain/agents-table/AgentsTable.tsx'
import type { Density } from '#src/domain/agents-table/column-choice.ts'
import { detailsOf, type AgentColumn } from '#src/domain/agents-table/columns.ts'
import { useSelection } from '#src/domain/agents-table/selection.ts'
import { SelectionBar } from '#src/domain/agents-table/SelectionBar.tsx'
import { NobodyMatches } from './NobodyMatches.tsx'
import { useCount } from './use-count.ts'

interface AgentsPanelProps {
  search: AgentsSearch
  question: AgentQuestion
  columns: readonly AgentColumn[]
  density: Density
  onChange: (change: Partial<AgentsSearch>) => void
}

/** The agents that match, however many: drawn by window, read page by page as they are reached. */
export function AgentsPanel({ search, question, columns, density, onChange }: AgentsPanelProps) {
  const list = useInfiniteQuery({
    ...agentQueries.list({ question, details: detailsOf(columns) }),
    select: joinAgentPages,
    placeholderData: keepPreviousData,
    // Locks come and go without a change of the list.
    ...(search.tab === 'locked' && FRESHNESS),
  })
  const { total, foundWords } = useCount(search)
  const selection = useSelection('all', { question, total, totalWords: foundWords })
  const { data: agents, hasNextPage, isPlaceholderData } = list

  if (list.isError && !agents) return <FailedState title="The agents couldn’t be loaded" reads={[list]} />
  const selectionBar = <SelectionBar selection={selection} shown={new Set(agents?.map(({ id }) => id))} />
  if (agents?.length === 0)
    return (
      <>
        <NobodyMatches search={search} onChange={onChange} />
        {selectionBar}
      </>
    )
  return (
    <>
      <AgentsTable
        agents={agents}
        total={total ?? (agents && !hasNextPage ? agents.length : undefined)}
        hasMore={hasNextPage && !list.isFetchNextPageError}
        stale={isPlaceholderData}
        columns={columns}
        density={density}
        of={JSON.stringify(question)}
        sort={sortOf(search)}
        onSort={(sort) => onChange({ sort })}
        selection={selection}
      />
      {selectionBar}
      <ReadOn list={list} count={agents?.length} what="agents" />
    </>
  )
}
