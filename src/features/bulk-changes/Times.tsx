import type { BulkChangeSummary } from '#contract/bulk-changes.ts'
import { capitalize } from '#src/lib/format.ts'
import { formatMoment } from '#src/lib/wall-clock.ts'
import styles from './BulkChanges.module.css'

/** When a bulk change will start and be taken back; nothing where neither is to come. */
export function Times({ bulk: { status, startAt, takeBackAt, takeBack, timeZone } }: { bulk: BulkChangeSummary }) {
  const willStart = startAt !== undefined && (status === 'Draft' || status === 'Scheduled')
  const words = [
    ...(willStart ? [`starts ${formatMoment(startAt, timeZone)}`] : []),
    ...(takeBackAt !== undefined && takeBack === 'pending'
      ? [`will be taken back ${formatMoment(takeBackAt, timeZone)}`]
      : []),
  ]
  return words.length > 0 && <p className={styles.facts}>{capitalize(words.join(' · '))}</p>
}
