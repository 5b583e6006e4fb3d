import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { AgentRow, AgentSort } from '#contract/agent-question.ts'
import { SortHead } from '#src/components/SortHead.tsx'
import { usePrinting } from '#src/components/use-printing.ts'
import { useSteadyOrder } from '#src/components/use-steady-order.ts'
import { useWindowWidth } from '#src/components/use-window-width.ts'
import type { AgentColumn } from './columns.ts'
import type { Density } from './column-choice.ts'
import { AgentRowSkeletons, Space } from './AgentRowSkeletons.tsx'
import styles from './AgentsTable.module.css'
import { AgentTableRow } from './AgentTableRow.tsx'
import type { Selection } from './selection.ts'
import { useRowKeys } from './use-row-keys.ts'

/** As theme.css has them, in pixels. */
const ROW_HEIGHT: Record<Density | 'tall', number> = { comfortable: 40, compact: 32, tall: 52 }
const OVERSCAN = 8
/** In pixels, about: the top of the first row until it is measured. */
const USUAL_TOP = 200
/** The viewport's size until the browser measures it. */
const initialRect = { width: window.innerWidth, height: window.innerHeight }

interface AgentsTableProps {
  /** Read so far; undefined before the first page is there. */
  agents: AgentRow[] | undefined
  /** How many match in all; undefined while that is not known. */
  total: number | undefined
  hasMore: boolean
  /** These are the rows of an earlier question: the ones asked for are on their way. */
  stale: boolean
  columns: readonly AgentColumn[]
  /** `tall` leaves room for a slider. */
  density?: Density | 'tall'
  /** The question, as text. */
  of: string
  /** `-lastLogin` is descending. Undefined where heads do not sort. */
  sort?: string
  onSort?: (sort: string) => void
  /** Undefined where agents cannot be selected. */
  selection?: Selection | undefined
}

/** Agents, however many: drawn by window, sorted by the heads, selected by boxes, walked through by arrow keys. */
export function AgentsTable({
  agents,
  total,
  hasMore,
  stale,
  columns: chosen,
  density = 'comfortable',
  of,
  sort,
  onSort,
  selection,
}: AgentsTableProps) {
  const [steady, steadying] = useSteadyOrder(agents, stale ? undefined : of)
  const count = steady?.length ?? 0
  const height = ROW_HEIGHT[density]
  const [bodyTop, setBodyTop] = useState(USUAL_TOP)
  const measureTop = useCallback((body: HTMLTableSectionElement | null) => {
    if (body) setBodyTop(body.getBoundingClientRect().top + window.scrollY)
  }, [])
  // The rows on screen come first, then those beside them.
  const isDrawn = useDeferredValue(count > 0, false)
  const isPrinting = usePrinting()
  const virtualizer = useWindowVirtualizer({
    count,
    initialRect,
    estimateSize: () => height,
    overscan: isPrinting ? count : isDrawn ? OVERSCAN : 0,
    scrollMargin: bodyTop,
  })
  const visible = virtualizer.getVirtualItems()
  const first = visible[0]?.index ?? 0
  const after = count - 1 - (visible.at(-1)?.index ?? count - 1)
  const select = useSelect(steady, selection)
  const onKeyDown = useRowKeys({ count, show: (index) => virtualizer.scrollToIndex(index), select })
  const width = useWindowWidth()
  const columns = useMemo(() => chosen.filter(({ minWidth = 0 }) => width >= minWidth), [chosen, width])
  const weights = columns.reduce((sum, { weight }) => sum + weight, 0)
  const isAll = selection !== undefined && selection.isAll
  return (
    // The keys are those of the rows' links and boxes, which alone have the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <table
      {...steadying}
      className={styles.table}
      data-density={density}
      aria-label="Agents"
      aria-rowcount={total === undefined ? -1 : total + 1}
      aria-busy={!agents || stale}
      onKeyDown={onKeyDown}
    >
      <thead>
        <tr aria-rowindex={1}>
          {selection && (
            <th scope="col" data-column="select">
              <label>
                <input
                  type="checkbox"
                  aria-label={selection.allLabel}
                  checked={isAll}
                  ref={(box) => {
                    if (box) box.indeterminate = selection.count !== 0 && !isAll
                  }}
                  onChange={() => (isAll ? selection.clear() : selection.selectAll())}
                />
              </label>
            </th>
          )}
          {columns.map((column) => (
            <SortHead
              key={column.id}
              column={column}
              width={`${(100 * column.weight) / weights}%`}
              sort={sort}
              onSort={onSort && ((by: AgentSort) => onSort(nextSort(sort, by)))}
            />
          ))}
        </tr>
      </thead>
      <tbody ref={measureTop}>
        <Space height={first * height} />
        {visible.map(({ index }) => {
          const agent = steady?.[index]
          return (
            agent && (
              <AgentTableRow
                key={agent.id}
                agent={agent}
                columns={columns}
                index={index}
                selected={selection?.isSelected(agent.id)}
                onSelect={select}
              />
            )
          )
        })}
        <Space height={after * height} />
        {!agents && <AgentRowSkeletons count={20} columns={columns} selectable={selection !== undefined} />}
        {hasMore && <AgentRowSkeletons count={4} columns={columns} selectable={selection !== undefined} />}
      </tbody>
    </table>
  )
}

/** The same head again turns the order around. */
const nextSort = (sort: string | undefined, by: AgentSort) => (sort === by ? `-${by}` : by)

/** Selects a row, or all between it and the one chosen before it: they become as that one is. */
function useSelect(agents: readonly AgentRow[] | undefined, selection: Selection | undefined) {
  const last = useRef(0)
  const now = useRef({ agents, selection })
  useEffect(() => {
    now.current = { agents, selection }
  })
  return useCallback((index: number, range: boolean) => {
    const { agents: rows = [], selection: chosen } = now.current
    const row = rows[index]
    if (!chosen || !row) return
    const from = Math.min(range ? last.current : index, index)
    const to = Math.max(range ? last.current : index, index)
    const anchor = rows[last.current]
    const on = range && anchor ? chosen.isSelected(anchor.id) || !chosen.isSelected(row.id) : !chosen.isSelected(row.id)
    chosen.set(rows.slice(from, to + 1), on)
    last.current = index
  }, [])
}
