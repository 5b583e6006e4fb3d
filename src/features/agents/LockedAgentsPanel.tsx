import { useCallback } from 'react'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { FailedState } from '#src/components/FailedState.tsx'
import { VisuallyHidden } from '#src/components/VisuallyHidden.tsx'
import { WhenNear } from '#src/components/WhenNear.tsx'
import { filterOf, matches, type AgentsSearch } from './agents-search.ts'
import { AgentsTable } from './AgentsTable.tsx'
import { CheckedAgo } from './CheckedAgo.tsx'
import { LockStatesContext } from './lock-states.ts'
import { NoMatch } from './NoMatch.tsx'
import { READ_AHEAD } from './read-ahead.ts'
import { useLockedAgents } from './use-locked-agents.ts'

interface LockedAgentsPanelProps {
  search: AgentsSearch
  hiddenColumns: readonly string[]
}

/** Who is locked. The server cannot search among them, so that is done here, over as many as it takes to fill the screen. */
export function LockedAgentsPanel({ search, hiddenColumns }: LockedAgentsPanelProps) {
  const filter = filterOf(search)
  const locked = useLockedAgents()
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage, isFetchNextPageError, isLocked } = locked
  const readOn = useCallback(() => void fetchNextPage(), [fetchNextPage])
  const agents = data?.agents.filter((agent) => matches(filter, agent))

  if (locked.isError && !data)
    return (
      <FailedState
        title="The locked agents could not be loaded"
        reason={locked.error.message}
        onRetry={() => void locked.refetch()}
        retrying={locked.isFetching}
      />
    )
  const isNone = agents?.length === 0 && !hasNextPage
  return (
    <LockStatesContext value={isLocked}>
      {data && <CheckedAgo at={data.checkedAt} checking={locked.isFetching} onCheck={() => void locked.refetch()} />}
      {isNone && filter.text ? (
        <NoMatch search={search} />
      ) : isNone ? (
        <EmptyState title="Nobody is locked">
          <p>An agent who types a wrong password five times is locked, and appears here to be unlocked.</p>
        </EmptyState>
      ) : (
        <AgentsTable
          agents={agents}
          total={filter.text ? (hasNextPage ? undefined : agents?.length) : data?.size}
          hasMore={hasNextPage && !isFetchNextPageError}
          stale={false}
          hiddenColumns={hiddenColumns}
          of={`locked ${filter.by} ${filter.text}`}
        />
      )}
      {isFetchNextPageError && (
        <FailedState
          title="More locked agents could not be loaded"
          reason={locked.error?.message ?? ''}
          onRetry={readOn}
          retrying={isFetchingNextPage}
        />
      )}
      {hasNextPage && !locked.isFetching && !isFetchNextPageError && (
        <WhenNear key={data?.pages} margin={READ_AHEAD} onNear={readOn} />
      )}
      <VisuallyHidden role="status">
        {filter.text &&
          agents &&
          !hasNextPage &&
          `${agents.length} locked ${agents.length === 1 ? 'agent matches' : 'agents match'}`}
      </VisuallyHidden>
    </LockStatesContext>
  )
}
