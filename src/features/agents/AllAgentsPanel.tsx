import { keepPreviousData, useInfiniteQuery, useQuery, type InfiniteData } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { AgentPage } from '#contract/agents.ts'
import { agentQueries } from '#src/api/agents.ts'
import { joinPages } from '#src/api/pages.ts'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { FailedState } from '#src/components/FailedState.tsx'
import { VisuallyHidden } from '#src/components/VisuallyHidden.tsx'
import { WhenNear } from '#src/components/WhenNear.tsx'
import { filterOf, type AgentsSearch } from './agents-search.ts'
import { AgentsTable } from './AgentsTable.tsx'
import { LocksUnknown } from './LocksUnknown.tsx'
import { LockStatesContext } from './lock-states.ts'
import { NoMatch } from './NoMatch.tsx'
import { READ_AHEAD } from './read-ahead.ts'
import { useLockedAgents } from './use-locked-agents.ts'

const rowsOf = ({ pages }: InfiniteData<AgentPage>) => joinPages(pages, (page) => page.agent)

const wordsFor = (count: number, isAll: boolean) =>
  `${isAll ? '' : 'more than '}${count} ${count === 1 && isAll ? 'agent matches' : 'agents match'}`

interface AllAgentsPanelProps {
  search: AgentsSearch
  hiddenColumns: readonly string[]
}

/** The agents that match, however many: drawn by window, read page by page as they are reached. */
export function AllAgentsPanel({ search, hiddenColumns }: AllAgentsPanelProps) {
  const filter = filterOf(search)
  const list = useInfiniteQuery({ ...agentQueries.list(filter), select: rowsOf, placeholderData: keepPreviousData })
  const info = useQuery(agentQueries.info())
  const { data: agents, hasNextPage, fetchNextPage, isFetchingNextPage, isPlaceholderData } = list
  const readOn = useCallback(() => void fetchNextPage(), [fetchNextPage])
  const locked = useLockedAgents(agents?.at(-1))

  if (list.isError && !agents)
    return (
      <FailedState
        title="The agents could not be loaded"
        reason={list.error.message}
        onRetry={() => void list.refetch()}
        retrying={list.isFetching}
      />
    )
  if (agents?.length === 0)
    return filter.text ? (
      <NoMatch search={search} />
    ) : (
      <EmptyState title="No agents yet">
        <p>Make the first with “New agent”.</p>
      </EmptyState>
    )
  const total = filter.text ? undefined : info.data?.size
  return (
    <LockStatesContext value={locked.isLocked}>
      <LocksUnknown locked={locked} />
      <AgentsTable
        agents={agents}
        total={total ?? (agents && !hasNextPage ? agents.length : undefined)}
        hasMore={hasNextPage && !list.isFetchNextPageError}
        stale={isPlaceholderData}
        hiddenColumns={hiddenColumns}
        of={`${filter.by} ${filter.text}`}
      />
      {list.isFetchNextPageError && (
        <FailedState
          title="More agents could not be loaded"
          reason={list.error.message}
          onRetry={readOn}
          retrying={isFetchingNextPage}
        />
      )}
      {agents && hasNextPage && !isFetchingNextPage && !list.isFetchNextPageError && !isPlaceholderData && (
        <WhenNear key={agents.length} margin={READ_AHEAD} onNear={readOn} />
      )}
      <VisuallyHidden role="status">
        {filter.text && agents && !isPlaceholderData && wordsFor(agents.length, !hasNextPage)}
      </VisuallyHidden>
    </LockStatesContext>
  )
}
