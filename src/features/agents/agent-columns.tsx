import { createColumnHelper, tableFeatures } from '@tanstack/react-table'
import { Link } from '@tanstack/react-router'
import type { AgentSummary } from '#contract/agents.ts'
import { RelativeTime } from '#src/components/RelativeTime.tsx'
import { formatPhone } from '#src/lib/format-phone.ts'
import { StatusCell } from './StatusCell.tsx'

/** Nothing but columns and rows: the server searches and pages. */
export const features = tableFeatures({})

const column = createColumnHelper<typeof features, AgentSummary>()

export const agentColumns = column.columns([
  column.accessor('loginId', {
    id: 'loginId',
    header: 'Login ID',
    cell: ({ row }) => (
      <Link to="/agents/$id" params={{ id: row.original.id }}>
        {row.original.loginId}
      </Link>
    ),
  }),
  column.accessor(({ firstName, lastName }) => `${firstName} ${lastName}`, { id: 'name', header: 'Name' }),
  column.accessor(({ phone }) => formatPhone(phone), { id: 'phone', header: 'Phone' }),
  column.accessor('active', {
    id: 'status',
    header: 'Status',
    cell: ({ row }) => <StatusCell agent={row.original} />,
  }),
  column.accessor('lastLogin', {
    id: 'lastLogin',
    header: 'Last login',
    cell: ({ row }) => {
      const { lastLogin } = row.original
      return typeof lastLogin === 'number' ? <RelativeTime time={lastLogin} capital /> : 'Never'
    },
  }),
  column.accessor('lastLoginIp', {
    id: 'lastLoginIp',
    header: 'Last IP',
    cell: ({ row }) => row.original.lastLoginIp ?? '–',
  }),
])
