import { keepPreviousData, useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { BulkChange, ItemOutcome } from '#contract/bulk-changes.ts'
import { rereadItems, useIsTicking, useTickItems, type Ticks } from '#src/api/bulk-change-items.ts'
import { bulkChangeQueries, versionOf, type ItemPage } from '#src/api/bulk-changes.ts'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { FailedState } from '#src/components/FailedState.tsx'
import { notifyRefused } from '#src/components/toast.ts'
import { useWindowWidth } from '#src/components/use-window-width.ts'
import { ReadOn } from '#src/components/ReadOn.tsx'
import styles from './ItemsTable.module.css'
import { totalOf } from '#src/domain/bulk-change-words.ts'
import { ItemRow } from './ItemRow.tsx'
import { TickBox } from './TickBox.tsx'

const ROW_HEIGHT = 40
/** In pixels: where columns stand side by side. */
const WIDE = 700

/** Each item with the number of the page that it came with. */
const itemsOf = ({ pages }: InfiniteData<ItemPage>) =>
  pages.flatMap(({ item: items, asOf }, page) => items.map((item) => ({ item, page, asOf })))

interface ItemsTableProps {
  bulk: BulkChange
  /** Shows the items of this outcome alone. */
  outcome: ItemOutcome | undefined
}

/** A row for every agent and change: before and after, what became of it, and why. Only rows in sight are drawn. */
export function ItemsTable({ bulk, outcome }: ItemsTableProps) {
  const { id, items: counts, isPlanned } = bulk
  const isDraft = bulk.status === 'Draft'
  const list = useInfiniteQuery({
    ...bulkChangeQueries.items(id, outcome),
    select: itemsOf,
    placeholderData: keepPreviousData,
  })
  const { data: items, hasNextPage, isPlaceholderData, error } = list
  const { mutateAsync } = useTickItems(id)
  const isWide = useWindowWidth() >= WIDE

  const [top, setTop] = useState(0)
  const measureTop = useCallback((body: HTMLTableSectionElement | null) => {
    if (body) setTop(body.getBoundingClientRect().top + window.scrollY)
  }, [])
  const count = items?.length ?? 0
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => items?.[index]?.item.item ?? index,
    overscan: 8,
    scrollMargin: top,
    initialRect: { width: window.innerWidth, height: window.innerHeight },
  })
  const drawn = virtualizer.getVirtualItems()
  const before = (drawn[0]?.start ?? top) - top
  const behind = virtualizer.getTotalSize() - ((drawn.at(-1)?.end ?? top) - top)

  const version = versionOf(bulk)
  const drawnPages = new Set(
    drawn.flatMap(({ index }) => {
      const found = items?.[index]
      return found && found.asOf !== version ? [found.page] : []
    }),
  )
  // Items come while it is planned: behind the last one, or where there is none yet.
  const isAtEnd = !hasNextPage && (drawn.at(-1)?.index ?? -1) === count - 1
  const lastPage = items?.at(-1)
  if (items && isAtEnd && (lastPage === undefined || lastPage.asOf !== version)) drawnPages.add(lastPage?.page ?? 0)
  useRereading(isPlaceholderData ? [] : [...drawnPages], { id, outcome, version })

  if (error && !items) return <FailedState title="The items couldn’t be loaded" reads={[list]} />
  if (count === 0 && items && isPlanned)
    return (
      <EmptyState title="Nothing to show">
        <p>{outcome ? 'No items have this outcome.' : 'No agents would change.'}</p>
      </EmptyState>
    )
  const tick = (ticks: Ticks) => mutateAsync(ticks).catch(notifyRefused)
  return (
    <>
      <table className={styles.table} aria-label="Items" aria-rowcount={outcome ? -1 : totalOf(counts) + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {isDraft && (
              <th scope="col" data-column="tick">
                <TickBox
                  label="Apply all"
                  ticked={counts.unticked === 0 && counts.planned > 0}
                  isMixed={counts.unticked > 0 && counts.planned > 0}
                  onTick={(ticked) => tick({ ticked, all: true })}
                />
              </th>
            )}
            <th scope="col" data-column="agent">
              Agent
            </th>
            <th scope="col">Change</th>
            {isWide && (
              <th scope="col" data-column="outcome">
                {isDraft ? 'Preview' : 'Outcome'}
              </th>
            )}
          </tr>
        </thead>
        <tbody ref={measureTop}>
          <Space height={before} />
          {drawn.map(({ index, key }) => {
            const found = items?.[index]
            return (
              found && (
                <ItemRow
                  key={key}
                  ref={virtualizer.measureElement}
                  item={found.item}
                  index={index}
                  isDraft={isDraft}
                  isWide={isWide}
                  onTick={(ticked) => tick({ ticked, items: [found.item.item] })}
                />
              )
            )
          })}
          <Space height={behind} />
        </tbody>
      </table>
      <ReadOn list={list} count={items?.length} what="items" />
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

/** Reads the pages again that are drawn and older than the counts: once each time the counts change. */
function useRereading(
  pages: readonly number[],
  { id, outcome, version }: { id: number; outcome: ItemOutcome | undefined; version: string },
) {
  const queryClient = useQueryClient()
  const isTicking = useIsTicking(id)
  const asked = useRef(new Set<string>())
  useEffect(() => {
    if (isTicking) return
    for (const page of pages) {
      const name = `${outcome ?? ''} ${page} ${version}`
      if (asked.current.has(name)) continue
      asked.current.add(name)
      // The next change of the counts tries again; the shown items stay.
      rereadItems(queryClient, { id, outcome, page }).catch(() => {})
    }
  })
}
