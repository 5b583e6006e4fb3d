import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { AgentRow } from '#contract/agent-question.ts'
import { RelativeTime } from '#src/components/RelativeTime.tsx'
import { formatPhone } from '#src/lib/format-phone.ts'
import type { AgentColumn, ColumnId } from './columns.ts'
import { CallCentersCell, ServicesCell, SkillsCell } from './DetailCells.tsx'
import { LockedSinceCell } from './LockedSinceCell.tsx'
import { StatusCell } from './StatusCell.tsx'

/** A column's cell of an agent. */
export const AgentCell = ({ column, agent }: { column: AgentColumn; agent: AgentRow }): ReactNode =>
  column.cell?.(agent) ?? (column.id in CELLS ? CELLS[column.id as ColumnId](agent) : null)

const CELLS: Record<ColumnId, (agent: AgentRow) => ReactNode> = {
  loginId: ({ id, loginId }) => (
    <Link to="/agents/$id" params={{ id }}>
      <bdi>{loginId}</bdi>
    </Link>
  ),
  name: ({ firstName, lastName }) => <bdi>{`${firstName} ${lastName}`}</bdi>,
  phone: ({ phone }) => formatPhone(phone),
  status: (agent) => <StatusCell agent={agent} />,
  lockedSince: (agent) => <LockedSinceCell agent={agent} />,
  lastLogin: ({ lastLogin }) => (typeof lastLogin === 'number' ? <RelativeTime time={lastLogin} capital /> : 'Never'),
  lastLoginIp: ({ lastLoginIp }) => lastLoginIp ?? '–',
  skills: (agent) => <SkillsCell agent={agent} />,
  services: (agent) => <ServicesCell agent={agent} />,
  callCenters: (agent) => <CallCentersCell agent={agent} />,
  homeAgent: ({ homeAgent }) => (homeAgent ? 'Yes' : 'No'),
}
