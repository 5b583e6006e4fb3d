import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { isOver } from '#contract/bulk-changes.ts'
import { bulkChangeQueries } from '#src/api/bulk-changes.ts'
import { refreshChanged } from '#src/api/bulk-changes.ts'
import { notify } from '#src/components/toast.ts'
import { watchBulkChange } from '#src/domain/watched-bulk-change.ts'
import { isolatedText } from '#src/lib/phrase.ts'
import { bulkChangePhrase, countsOf } from '#src/domain/bulk-change-words.ts'

/** Says when a bulk change is done, on any page but its own, and has the lists read again. */
export function BulkChangeWatch({ id }: { id: number; onClose?: () => void }) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const { pathname } = useLocation()
  const { data: bulk, error } = useQuery(bulkChangeQueries.detail(id))
  const hasEnded = (bulk && isOver(bulk)) || error?.kind === 'not-found'
  const isShown = pathname.endsWith(`/bulk-changes/${id}`)
  useEffect(() => {
    if (!hasEnded) return
    watchBulkChange(undefined)
    refreshChanged(queryClient)
    if (!bulk || isShown) return
    const counts = countsOf(bulk.items, false).map(({ words }) => words)
    notify(`${isolatedText(bulkChangePhrase(bulk))}: ${counts.join(', ')}`, {
      action: { label: 'Show', run: () => void navigate({ to: '/bulk-changes/$id', params: { id } }) },
    })
  }, [hasEnded, isShown, bulk, id, navigate, queryClient])
  return null
}
