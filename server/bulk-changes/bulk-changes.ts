import type { BulkChangeApi } from '#contract/bulk-change-operations.ts'
import { createOperations } from '#server/bulk-changes/operations.ts'
import type { Parts } from '#server/bulk-changes/parts.ts'
import { Runner } from '#server/bulk-changes/runner.ts'
import type { Context } from '#server/operations/context.ts'
import type { Implementation } from '#server/operations/implementation.ts'

/** Changes of many agents at once: the operations, the planner and the runner. */
interface BulkChanges {
  operations: Implementation<BulkChangeApi, Context>
  runner: Runner
}

export function createBulkChanges(parts: Parts): BulkChanges {
  const runner = new Runner(parts)
  return { operations: createOperations(parts, runner), runner }
}
