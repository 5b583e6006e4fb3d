import { bulkChangeOperations } from '#contract/bulk-change-operations.ts'
import { configurationOperations } from '#contract/configuration.ts'
import { dashboardOperations } from '#contract/dashboard.ts'
import type { Operations } from '#contract/operation.ts'
import { ownAccountOperations } from '#contract/own-account.ts'
import { userOperations } from '#contract/users.ts'
import { viewOperations } from '#contract/views.ts'

/**
 * Every API of the server by its name, as a table of operations. The server, the access matrix, the fuzzer and the attack rig
 * go through this list, so none of them misses an operation. The browser loads the tables one by one, with the pages that need
 * them.
 */
export const apis = {
  configuration: configurationOperations,
  dashboard: dashboardOperations,
  bulkChanges: bulkChangeOperations,
  users: userOperations,
  ownAccount: ownAccountOperations,
  views: viewOperations,
} as const satisfies Record<string, Operations>

export type Apis = typeof apis

type Merged<Union> = (Union extends unknown ? (member: Union) => void : never) extends (all: infer All) => void
  ? All
  : never

/** All operations by their names. Two that share one are a type that no operation fits. */
export type AllOperations = Merged<Apis[keyof Apis]>

// The same tables, put together.
export const allOperations = Object.assign({}, ...Object.values(apis)) as AllOperations
