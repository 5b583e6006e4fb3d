import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useMemo, useState } from 'react'
import type { AgentSummary } from '#contract/agents.ts'
import { useSteadyOrder } from '#src/components/use-steady-order.ts'
import { agentColumns } from './agent-columns.tsx'
import { AgentRow } from './AgentRow.tsx'
import styles from './AgentsTable.module.css'
import { AgentRowSkeletons, Space } from './AgentRowSkeletons.tsx'

/** As `--row` in theme.css has it, in pixels. */
const ROW_HEIGHT = 40
const OVERSCAN = 8
/** What can be seen before the browser is asked how much that is. */
const initialRect = { width: window.innerWidth, height: window.innerHeight }

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
  const columns = useMemo(() => agentColumns.filter(({ id }) => !hiddenColumns.includes(id)), [hiddenColumns])
  const count = steady?.length ?? 0
  const [bodyTop, setBodyTop] = useState(0)
  const measureTop = useCallback((body: HTMLTableSectionElement | null) => {
    if (body) setBodyTop(body.getBoundingClientRect().top + window.scrollY)
  }, [])
  const virtualizer = useWindowVirtualizer({
    count,
    initialRect,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: bodyTop,
  })
  const visible = virtualizer.getVirtualItems()
  const first = visible[0]?.index ?? 0
  const after = count - 1 - (visible.at(-1)?.index ?? count - 1)
  return (
    <table
      {...steadying}
      className={styles.table}
      aria-label="Agents"
      aria-rowcount={total === undefined ? -1 : total + 1}
      aria-busy={!agents || stale}
    >
      <thead>
        <tr aria-rowindex={1}>
          {columns.map(({ id, header }) => (
            <th key={id} scope="col" data-column={id}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={measureTop}>
        <Space height={first * ROW_HEIGHT} />
        {visible.map(({ index }) => {
          const agent = steady?.[index]
          return agent && <AgentRow key={agent.id} agent={agent} columns={columns} index={index} />
        })}
        <Space height={after * ROW_HEIGHT} />
        {!agents && <AgentRowSkeletons count={20} columns={columns} />}
        {hasMore && <AgentRowSkeletons count={4} columns={columns} />}
      </tbody>
    </table>
  )
}
