import { FlexRender, useTable } from '@tanstack/react-table'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useMemo, useState } from 'react'
import type { AgentSummary } from '#contract/agents.ts'
import { useSteadyOrder } from '#src/components/use-steady-order.ts'
import { agentColumns, features } from './agent-columns.tsx'
import { AgentRow } from './AgentRow.tsx'
import styles from './AgentsTable.module.css'
import { AgentRowSkeletons, Space } from './AgentRowSkeletons.tsx'

/** As `--row` in theme.css has it, in pixels. */
const ROW_HEIGHT = 40
const OVERSCAN = 8
const NONE: AgentSummary[] = []

interface AgentsTableProps {
  /** What is known so far; undefined before the first page is there. */
  agents: AgentSummary[] | undefined
  /** How many there are in all; undefined while that is not known. */
  total: number | undefined
  hasMore: boolean
  /** These are the rows of an earlier search: the ones asked for are on their way. */
  stale: boolean
  /** The ids of the columns that are left out. */
  hiddenColumns: readonly string[]
  /** What the rows are of: the tab and the search. */
  of: string
}

export function AgentsTable({ agents, total, hasMore, stale, hiddenColumns, of }: AgentsTableProps) {
  const [steady, steadying] = useSteadyOrder(agents, stale ? undefined : of)
  const columns = useMemo(() => agentColumns.filter(({ id }) => !hiddenColumns.includes(id ?? '')), [hiddenColumns])
  const table = useTable({ features, columns, data: steady ?? NONE, getRowId: ({ id }) => String(id) })
  const { rows } = table.getRowModel()
  const [bodyTop, setBodyTop] = useState(0)
  const measureTop = useCallback((body: HTMLTableSectionElement | null) => {
    if (body) setBodyTop(body.getBoundingClientRect().top + window.scrollY)
  }, [])
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: bodyTop,
  })
  const visible = virtualizer.getVirtualItems()
  const first = visible[0]?.index ?? 0
  const after = rows.length - 1 - (visible.at(-1)?.index ?? rows.length - 1)
  return (
    <table
      {...steadying}
      className={styles.table}
      aria-label="Agents"
      aria-rowcount={total === undefined ? -1 : total + 1}
      aria-busy={!agents || stale}
    >
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} aria-rowindex={1}>
            {group.headers.map((header) => (
              <th key={header.id} scope="col" data-column={header.column.id}>
                <FlexRender header={header} />
              </th>
            ))}
          </tr>
        ))}
      </thead>
      <tbody ref={measureTop}>
        <Space height={first * ROW_HEIGHT} />
        {visible.map(({ index }) => {
          const row = rows[index]
          return row && <AgentRow key={row.id} row={row} index={index} />
        })}
        <Space height={after * ROW_HEIGHT} />
        {!agents && <AgentRowSkeletons count={20} columns={columns} />}
        {hasMore && <AgentRowSkeletons count={4} columns={columns} />}
      </tbody>
    </table>
  )
}
