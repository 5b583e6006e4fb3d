import { UNLIMITED_WRAP_UP } from '#contract/agents.ts'
import type { ItemField } from '#contract/bulk-changes.ts'

/** An item's value before or after, in words: "3", "not assigned", "30 s". */
export function itemValue(field: ItemField, value: number | null | undefined): string {
  switch (field) {
    case 'level':
    case 'skills':
      return value === null || value === undefined ? 'none' : String(value)
    case 'service':
      return value === 1 ? 'assigned' : 'not assigned'
    case 'active':
      return value === 1 ? 'active' : 'inactive'
    case 'locked':
      return value === 1 ? 'locked' : 'not locked'
    case 'wrapUpTime':
      return value === UNLIMITED_WRAP_UP ? 'unlimited' : `${value} s`
  }
}
