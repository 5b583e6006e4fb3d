import { memo } from 'react'
import type { AgentSummary } from '#contract/agents.ts'
import type { AgentColumn } from './agent-columns.tsx'

interface AgentRowProps {
  agent: AgentSummary
  columns: readonly AgentColumn[]
  /** Its place among all agents, from 0. */
  index: number
}

export const AgentRow = memo(function AgentRow({ agent, columns, index }: AgentRowProps) {
  return (
    // The header is row 1.
    <tr aria-rowindex={index + 2}>
      {columns.map(({ id, cell }) => (
        <td key={id} data-column={id}>
          {cell(agent)}
        </td>
      ))}
    </tr>
  )
})
