import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { AgentSummary } from '#contract/agents.ts'
import { RelativeTime } from '#src/components/RelativeTime.tsx'
import { formatPhone } from '#src/lib/format-phone.ts'
import { StatusCell } from './StatusCell.tsx'

export interface AgentColumn {
  id: string
  header: string
  cell: (agent: AgentSummary) => ReactNode
}

/** Plain data: the server searches and pages, so there is nothing for a table library to do. */
export const agentColumns: readonly AgentColumn[] = [
  {
    id: 'loginId',
    header: 'Login ID',
    cell: ({ id, loginId }) => (
      <Link to="/agents/$id" params={{ id }}>
        {loginId}
      </Link>
    ),
  },
  { id: 'name', header: 'Name', cell: ({ firstName, lastName }) => `${firstName} ${lastName}` },
  { id: 'phone', header: 'Phone', cell: ({ phone }) => formatPhone(phone) },
  { id: 'status', header: 'Status', cell: (agent) => <StatusCell agent={agent} /> },
  {
    id: 'lastLogin',
    header: 'Last login',
    cell: ({ lastLogin }) => (typeof lastLogin === 'number' ? <RelativeTime time={lastLogin} capital /> : 'Never'),
  },
  { id: 'lastLoginIp', header: 'Last IP', cell: ({ lastLoginIp }) => lastLoginIp ?? '–' },
]
