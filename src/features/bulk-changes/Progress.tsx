import type { BulkChange } from '#contract/bulk-changes.ts'
import { formatCount } from '#src/lib/format.ts'
import styles from './BulkChanges.module.css'
import { totalOf } from '#src/domain/bulk-change-words.ts'

const MINUTE = 60

function timeLeft(seconds: number): string {
  if (seconds < MINUTE) return `${seconds} s left`
  return `${Math.ceil(seconds / MINUTE)} min left`
}

/** How far a bulk change has come, how fast it goes, and how long it takes. */
export function Progress({ bulk }: { bulk: BulkChange }) {
  const { items, status, rate, secondsLeft } = bulk
  const isMoving = status === 'Running' || status === 'Waiting'
  const total = totalOf(items)
  const done = total - items.planned
  return (
    <div className={styles.progress}>
      {isMoving && <progress aria-label="Progress" max={total} value={done} />}
      <p role="status">
        {status}
        {status === 'Waiting' && ' · starts when the bulk change that is running is done'}
        {status === 'Running' && ` · ${formatCount(done)} of ${formatCount(total)}`}
        {status === 'Running' && rate !== undefined && ` · ${formatCount(Math.round(rate))} per second`}
        {status === 'Running' && secondsLeft !== undefined && ` · ${timeLeft(secondsLeft)}`}
      </p>
    </div>
  )
}
