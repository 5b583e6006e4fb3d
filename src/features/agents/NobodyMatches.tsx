import { Button } from '#src/components/Button.tsx'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { isNarrowed, type AgentsSearch } from '#src/domain/agent-filters/agents-search.ts'
import { isolate } from '#src/lib/isolate.ts'
import { filtersOf, WITHOUT_FILTERS } from '#src/domain/agent-filters/filters.ts'

interface NobodyMatchesProps {
  search: AgentsSearch
  onChange: (change: Partial<AgentsSearch>) => void
}

/** Says that a list is empty, why, and offers a way on. */
export function NobodyMatches({ search, onChange }: NobodyMatchesProps) {
  const text = search.q.trim()
  const hasFilters = filtersOf(search).length > 0
  if (!isNarrowed(search))
    return search.tab === 'locked' ? (
      <EmptyState title="No agents are locked">
        <p>Five wrong passwords lock an agent. Locked agents appear here.</p>
      </EmptyState>
    ) : (
      <EmptyState title="No agents yet">
        <p>Create the first one with “New agent”.</p>
      </EmptyState>
    )
  return (
    <EmptyState title={`No ${search.tab === 'locked' ? 'locked ' : ''}agents match${text && ` “${isolate(text)}”`}`}>
      <p>{adviceFor(search, hasFilters)}</p>
      {hasFilters && <Button onClick={() => onChange(WITHOUT_FILTERS)}>Remove all filters</Button>}
      {text !== '' && search.by !== undefined && (
        <Button onClick={() => onChange({ by: undefined })}>Search everything</Button>
      )}
    </EmptyState>
  )
}

function adviceFor({ q, by }: AgentsSearch, hasFilters: boolean): string {
  if (!q.trim()) return 'Remove a filter, or change one.'
  const shorter = by === 'phone' ? 'Enter the full phone number' : 'Try fewer letters'
  if (hasFilters) return `${shorter}, or remove a filter.`
  return by === undefined ? `${shorter}.` : `${shorter}, or search by something else.`
}
