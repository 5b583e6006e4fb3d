import type { BulkChange } from '#contract/bulk-changes.ts'
import type { StoredBulkChange } from '#server/bulk-changes/store.ts'

/** The pace of a bulk change since it was last taken up, and the time left at this pace. */
export function paceOf(
  { status, resumed_at, done_before }: StoredBulkChange,
  { planned, applied, unchanged, failed, leftAlone }: BulkChange['items'],
  now: number,
): Pick<BulkChange, 'rate' | 'secondsLeft'> {
  if (status !== 'Running' || resumed_at === null) return {}
  const seconds = (now - resumed_at) / 1000
  const done = applied + unchanged + failed + leftAlone - done_before
  if (seconds < 1 || done < 1) return {}
  const rate = done / seconds
  return { rate: Math.round(rate * 10) / 10, secondsLeft: Math.ceil(planned / rate) }
}
