import { EmptyState } from '#src/components/EmptyState.tsx'
import { CRITERION_LABELS, type AgentsSearch, type Criterion } from './agents-search.ts'

const ADVICE: Record<Criterion, string> = {
  loginId: 'Any part of a login ID finds it: try fewer letters, or search by last name.',
  lastName: 'Any part of a last name finds it: try fewer letters, or search by login ID.',
  phoneNumber: 'A phone number is found only whole, by its digits: type all of them, or search by last name.',
}

export function NoMatch({ search: { q, by, tab } }: { search: AgentsSearch }) {
  const label = CRITERION_LABELS.find(([criterion]) => criterion === by)?.[1].toLowerCase() ?? by
  return (
    <div role="status">
      <EmptyState title={`No ${tab === 'locked' ? 'locked ' : ''}agent has the ${label} “${q.trim()}”`}>
        <p>{ADVICE[by]}</p>
      </EmptyState>
    </div>
  )
}
