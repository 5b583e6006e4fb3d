import type { BulkChange, BulkChangeStatus } from '#contract/bulk-changes.ts'
import { formatCount } from '#src/lib/format.ts'
import { formatMoment } from '#src/lib/wall-clock.ts'
import styles from './BulkChanges.module.css'
import { totalOf } from '#src/domain/bulk-change-words.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE

/** A length of time, rounded up: `12 s`, `3 min`, `2 h`. */
function lengthOf(seconds: number): string {
  if (seconds < MINUTE) return `${Math.max(1, Math.ceil(seconds))} s`
  if (seconds < 2 * HOUR) return `${Math.ceil(seconds / MINUTE)} min`
  return `${Math.ceil(seconds / HOUR)} h`
}

/** How far a bulk change has come, how fast it goes, and how long it takes or took. */
export function Progress({ bulk }: { bulk: BulkChange }) {
  const { items, status, takeBackAt, takeBack, timeZone } = bulk
  const isMoving = status === 'Running' || status === 'Waiting'
  const total = totalOf(items)
  const done = total - items.planned
  const parts = partsOf(bulk, done, total)
  return (
    <div className={styles.progress}>
      {isMoving && <progress aria-label="Progress" max={total} value={done} />}
      <p role="status" className={styles.status}>
        <StatusMark status={status} />
        <span>
          {status}
          {parts.map((part) => ` · ${part}`)}
          {takeBackAt !== undefined &&
            takeBack === 'pending' &&
            ` · will be taken back ${formatMoment(takeBackAt, timeZone)}`}
          {takeBack === 'kept' && ' · kept'}
        </span>
      </p>
    </div>
  )
}

/** The words behind the status. */
function partsOf(
  { status, rate, secondsLeft, startedAt, finishedAt, startAt, timeZone }: BulkChange,
  done: number,
  total: number,
): string[] {
  const start = startAt === undefined ? '' : formatMoment(startAt, timeZone)
  switch (status) {
    case 'Scheduled':
      return [`starts ${start}`]
    case 'Missed':
      return [`was to start ${start}`]
    case 'Waiting':
      return ['starts when the current bulk change is done']
    case 'Running':
      return [
        `${formatCount(done)} of ${formatCount(total)}`,
        ...(rate === undefined ? [] : [`${formatCount(Math.round(rate))} per second`]),
        ...(secondsLeft === undefined ? [] : [`${lengthOf(secondsLeft)} left`]),
      ]
    case 'Draft':
    case 'Done':
    case 'Stopped':
      return startedAt !== undefined && finishedAt !== undefined
        ? [`took ${lengthOf((finishedAt - startedAt) / 1000)}`]
        : []
  }
}

/** A mark beside the word for a status. */
export const StatusMark = ({ status }: { status: BulkChangeStatus }) => (
  <span className={styles.mark} data-status={status} aria-hidden="true" />
)
