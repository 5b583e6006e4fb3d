import { useNavigate } from '@tanstack/react-router'
import { memo, type MouseEvent } from 'react'
import type { AgentRow } from '#contract/agent-question.ts'
import { isolate } from '#src/lib/isolate.ts'
import { AgentCell } from './AgentCell.tsx'
import type { AgentColumn } from './columns.ts'

interface AgentTableRowProps {
  agent: AgentRow
  columns: readonly AgentColumn[]
  /** Its place among all agents, from 0. */
  index: number
  /** Undefined where agents cannot be selected. */
  selected: boolean | undefined
  /** `range`: with all that lie between this row and the one chosen before. */
  onSelect: (index: number, range: boolean) => void
}

const ACTS = 'a, button, input, select, label, [data-column=level], [data-column=remove]'

export const AgentTableRow = memo(function AgentTableRow({
  agent,
  columns,
  index,
  selected,
  onSelect,
}: AgentTableRowProps) {
  const navigate = useNavigate()
  // A click beside the link follows the link, unless it ends a text selection.
  const open = (event: MouseEvent<HTMLElement>) => {
    if (event.target instanceof Element && event.target.closest(ACTS)) return
    if (getSelection()?.type === 'Range') return
    void navigate({ to: '/agents/$id', params: { id: agent.id } })
  }
  return (
    // The header is row 1. The keyboard has the link, which the click stands in for.
    <tr aria-rowindex={index + 2} data-selected={selected || undefined} onClick={open}>
      {selected !== undefined && (
        <td data-column="select">
          <label>
            <input
              type="checkbox"
              aria-label={`Select ${isolate(agent.loginId)}`}
              checked={selected}
              // `change` does not say which keys were held.
              onClick={(event) => onSelect(index, event.shiftKey)}
              readOnly
            />
          </label>
        </td>
      )}
      {columns.map((column) => (
        <td key={column.id} data-column={column.id}>
          <AgentCell column={column} agent={agent} />
        </td>
      ))}
    </tr>
  )
})
