import { keepPreviousData, useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useState } from 'react'
import type { BulkChange, BulkChangeItem, BulkChangeItemPage, ItemOutcome } from '#contract/bulk-changes.ts'
import { bulkChangeQueries, useActOnBulkChange } from '#src/api/bulk-changes.ts'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { FailedState } from '#src/components/FailedState.tsx'
import { notify } from '#src/components/toast.ts'
import { WhenNear } from '#src/components/WhenNear.tsx'
import styles from './BulkChanges.module.css'
import { itemWords, OUTCOME_LABELS, totalOf } from './change-words.ts'

const ROW_HEIGHT = 40
const READ_AHEAD = 1600

const itemsOf = ({ pages }: InfiniteData<BulkChangeItemPage>) => pages.flatMap(({ item }) => item)

interface ItemsTableProps {
  bulk: BulkChange
  /** Shows the items of this outcome alone. */
  outcome: ItemOutcome | undefined
}

/** A row for every agent and change: before and after, what became of it, and why. Only rows in sight are drawn. */
export function ItemsTable({ bulk, outcome }: ItemsTableProps) {
  const queryClient = useQueryClient()
  const { id, items: counts, isPlanned } = bulk
  const isDraft = bulk.status === 'Draft'
  const list = useInfiniteQuery({
    ...bulkChangeQueries.items(id, outcome),
    select: itemsOf,
    placeholderData: keepPreviousData,
  })
  const { data: items, hasNextPage, fetchNextPage, isFetchingNextPage, error } = list
  const readOn = useCallback(() => void fetchNextPage(), [fetchNextPage])
  const { tick } = useActOnBulkChange(id)

  // The counts move while it is planned and while it runs: so do its items.
  const version = [isPlanned, ...Object.values(counts)].join()
  useEffect(() => {
    void queryClient.invalidateQueries({ queryKey: [...bulkChangeQueries.all(), 'items', id] })
  }, [queryClient, id, version])

  const [top, setTop] = useState(0)
  const measureTop = useCallback((body: HTMLTableSectionElement | null) => {
    if (body) setTop(body.getBoundingClientRect().top + window.scrollY)
  }, [])
  const count = items?.length ?? 0
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollMargin: top,
    initialRect: { width: window.innerWidth, height: window.innerHeight },
  })
  const drawn = virtualizer.getVirtualItems()
  const before = (drawn[0]?.index ?? 0) * ROW_HEIGHT
  const behind = (count - 1 - (drawn.at(-1)?.index ?? count - 1)) * ROW_HEIGHT

  if (error && !items) return <FailedState title="The items could not be loaded" reads={[list]} />
  if (count === 0 && items && isPlanned)
    return (
      <EmptyState title="Nothing to show">
        <p>{outcome ? 'No item has this outcome.' : 'No agent would change.'}</p>
      </EmptyState>
    )
  const set = (body: Parameters<typeof tick.mutate>[0]) =>
    tick.mutate(body, { onError: (failure) => notify(failure.message, { tone: 'failed' }) })
  // A tick shows at once; what is true is read again before the mutation ends.
  const pending = tick.isPending ? tick.variables : undefined
  const isTicked = ({ item, outcome: shown }: BulkChangeItem) =>
    pending && (pending.all || pending.items?.includes(item)) ? pending.ticked : shown === 'planned'
  const allTicked = pending?.all ? pending.ticked : counts.unticked === 0 && counts.planned > 0
  return (
    <>
      <table className={styles.table} aria-label="Items" aria-rowcount={outcome ? -1 : totalOf(counts) + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {isDraft && (
              <th scope="col" data-column="tick">
                <label>
                  <input
                    type="checkbox"
                    aria-label="Apply all"
                    checked={allTicked}
                    onChange={() => set({ ticked: !allTicked, all: true })}
                  />
                </label>
              </th>
            )}
            <th scope="col">Agent</th>
            <th scope="col">Change</th>
            <th scope="col">{isDraft ? 'Preview' : 'Outcome'}</th>
            <th scope="col" data-column="reason">
              Reason
            </th>
          </tr>
        </thead>
        <tbody ref={measureTop}>
          <Space height={before} />
          {drawn.map(({ index }) => {
            const item = items?.[index]
            return (
              item && (
                <ItemRow
                  key={item.item}
                  item={item}
                  index={index}
                  isDraft={isDraft}
                  ticked={isTicked(item)}
                  onTick={(ticked) => set({ ticked, items: [item.item] })}
                />
              )
            )
          })}
          <Space height={behind} />
        </tbody>
      </table>
      {hasNextPage && !isFetchingNextPage && !list.isFetchNextPageError && (
        <WhenNear key={count} margin={READ_AHEAD} onNear={readOn} />
      )}
    </>
  )
}

const Space = ({ height }: { height: number }) =>
  height > 0 && (
    <tr className={styles.space} aria-hidden="true">
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- nothing is in it, and the row is hidden */}
      <td style={{ height }} />
    </tr>
  )

interface ItemRowProps {
  item: BulkChangeItem
  index: number
  isDraft: boolean
  ticked: boolean
  onTick: (ticked: boolean) => void
}

function ItemRow({ item, index, isDraft, ticked, onTick }: ItemRowProps) {
  const words = itemWords(item)
  const canTick = item.outcome === 'planned' || item.outcome === 'unticked'
  return (
    <tr aria-rowindex={index + 2}>
      {isDraft && (
        <td data-column="tick">
          {canTick && (
            <label>
              <input
                type="checkbox"
                aria-label={`Apply to ${item.agent.loginId}: ${words}`}
                checked={ticked}
                onChange={() => onTick(!ticked)}
              />
            </label>
          )}
        </td>
      )}
      <td>
        <Link to="/agents/$id" params={{ id: item.agent.id }} aria-label={item.agent.loginId}>
          <bdi>{item.agent.loginId}</bdi>
        </Link>
      </td>
      <td>
        <bdi>{words}</bdi>
      </td>
      <td data-outcome={item.outcome}>
        {isDraft && item.outcome === 'planned' ? 'To change' : OUTCOME_LABELS[item.outcome]}
      </td>
      <td data-column="reason" title={item.reason}>
        {item.reason}
      </td>
    </tr>
  )
}
