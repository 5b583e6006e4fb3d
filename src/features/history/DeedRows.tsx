import { useQuery } from '@tanstack/react-query'
import type { Change } from '#contract/history.ts'
import { bulkChangeQueries } from '#src/api/bulk-changes.ts'
import { dayOf, formatDay } from '#src/lib/days.ts'
import { serverNow } from '#src/lib/server-clock.ts'
import { BulkRow } from './BulkRow.tsx'
import { BurstRow } from './BurstRow.tsx'
import styles from './ChangeList.module.css'
import { ChangeRow } from './ChangeRow.tsx'
import { deedsOf } from './deeds.ts'

/** The changes by day; changes made in one go are one row. */
export function DeedRows({ changes, onUndo }: { changes: readonly Change[]; onUndo: () => void }) {
  const deeds = deedsOf(changes)
  const ids = deeds.flatMap((deed) => (deed.kind === 'bulk' ? [deed.bulkChange] : []))
  const { data: summaries, isPending } = useQuery({ ...bulkChangeQueries.some(ids), enabled: ids.length > 0 })
  const today = dayOf(serverNow())
  return deeds.map((deed, index) => {
    const { newest } = deed
    const day = dayOf(newest.at)
    const before = deeds[index - 1]
    const isFirstOfDay = !before || dayOf(before.newest.at) !== day
    return (
      <li key={newest.id} className={isFirstOfDay ? styles.firstOfDay : undefined}>
        {isFirstOfDay && <h2 className={styles.day}>{formatDay(day, today)}</h2>}
        {deed.kind === 'bulk' ? (
          <BulkRow
            id={deed.bulkChange}
            newest={newest}
            summary={summaries?.find(({ id }) => id === deed.bulkChange)}
            isPending={isPending}
          />
        ) : deed.kind === 'burst' ? (
          <BurstRow changes={deed.changes} onUndo={onUndo} />
        ) : (
          <ChangeRow change={newest} ofOneAgent={false} onUndo={onUndo} />
        )}
      </li>
    )
  })
}
