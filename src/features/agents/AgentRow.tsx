import { FlexRender, type Row } from '@tanstack/react-table'
import { memo } from 'react'
import type { AgentSummary } from '#contract/agents.ts'
import type { features } from './agent-columns.tsx'

interface AgentRowProps {
  row: Row<typeof features, AgentSummary>
  /** Its place among all agents, from 0. */
  index: number
}

export const AgentRow = memo(function AgentRow({ row, index }: AgentRowProps) {
  return (
    // The header is row 1.
    <tr aria-rowindex={index + 2}>
      {row.getAllCells().map((cell) => (
        <td key={cell.id} data-column={cell.column.id}>
          <FlexRender cell={cell} />
        </td>
      ))}
    </tr>
  )
})
