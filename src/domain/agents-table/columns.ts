import type { ReactNode } from 'react'
import type { AgentDetail, AgentRow, AgentSort } from '#contract/agent-question.ts'

/** A column that a list of agents can have. Its cells are in AgentCell.tsx. */
export interface AgentColumn {
  id: ColumnId | OwnColumnId
  header: string
  /** Its share of the width, relative to the others. */
  weight: number
  sort?: AgentSort
  /** The details that rows need for this column. */
  detail?: AgentDetail
  /** In pixels: a narrower window leaves the column out. */
  minWidth?: number
  /** Draws the cell of a column that only one page's list has. */
  cell?: (agent: AgentRow) => ReactNode
}

export type ColumnId =
  | 'loginId'
  | 'name'
  | 'phone'
  | 'status'
  | 'lockedSince'
  | 'lastLogin'
  | 'lastLoginIp'
  | 'skills'
  | 'services'
  | 'callCenters'
  | 'homeAgent'

/** Columns that one page's list has of its own. */
export type OwnColumnId = 'level' | 'remove'

export const AGENT_COLUMNS: readonly AgentColumn[] = [
  { id: 'loginId', header: 'Login ID', weight: 16, sort: 'loginId' },
  { id: 'name', header: 'Name', weight: 20, sort: 'name' },
  { id: 'phone', header: 'Phone', weight: 15, sort: 'phone', minWidth: 1100 },
  { id: 'status', header: 'Status', weight: 17, sort: 'status' },
  { id: 'lockedSince', header: 'Locked since', weight: 24, sort: 'lockedSince', detail: 'lock', minWidth: 600 },
  { id: 'lastLogin', header: 'Last login', weight: 13, sort: 'lastLogin', minWidth: 600 },
  { id: 'lastLoginIp', header: 'Last IP', weight: 12, minWidth: 900 },
  { id: 'skills', header: 'Skills', weight: 24, detail: 'skills', minWidth: 900 },
  { id: 'services', header: 'Services', weight: 22, detail: 'services', minWidth: 900 },
  { id: 'callCenters', header: 'Call center', weight: 16, detail: 'callCenters', minWidth: 1100 },
  { id: 'homeAgent', header: 'Home agent', weight: 10, sort: 'homeAgent', minWidth: 900 },
]

/** Without its login ID a row leads nowhere, and names nobody. */
export const ALWAYS_SHOWN: ColumnId = 'loginId'

export const DEFAULT_COLUMNS: readonly ColumnId[] = [
  'loginId',
  'name',
  'phone',
  'status',
  'lastLogin',
  'skills',
  'callCenters',
]

/** Returns the columns of these ids, in their order. */
export const columnsOf = (ids: readonly string[]): AgentColumn[] =>
  ids.flatMap((id) => AGENT_COLUMNS.filter((column) => column.id === id))

/** Returns the details that rows need for these columns. */
export const detailsOf = (columns: readonly AgentColumn[]): AgentDetail[] =>
  columns.flatMap(({ detail }) => (detail ? [detail] : []))
