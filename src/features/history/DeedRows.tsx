import { useQuery } from '@tanstack/react-query'
import type { Change } from '#contract/history.ts'
import { bulkChangeQueries } from '#src/api/bulk-changes.ts'
import { dayOf, formatDay } from '#src/lib/days.ts'
import { serverNow } from '#src/lib/server-clock.ts'
import { BulkRow } from './BulkRow.tsx'
import { BurstRow } from './BurstRow.tsx'
import styles from './ChangeList.module.css'
import { ChangeRow } from './ChangeRow.tsx'
import { deedsOf, type Deed } from './deeds.ts'

interface DeedRowsProps {
  changes: readonly Change[]
  /** Heads for the days. */
  byDay: boolean
  /** The list is one agent's own, and need not say whose changes they are. */
  ofOneAgent: boolean
  onUndo: () => void
}

/** The changes; those made in one go are one row. */
export function DeedRows({ changes, byDay, ofOneAgent, onUndo }: DeedRowsProps) {
  const deeds = deedsOf(changes)
  const ids = deeds.flatMap((deed) => (deed.kind === 'bulk' ? [deed.bulkChange] : []))
  const { data: summaries, isPending } = useQuery({ ...bulkChangeQueries.some(ids), enabled: ids.length > 0 })
  const today = dayOf(serverNow())
  return deeds.map((deed, index) => {
    const { newest } = deed
    const day = dayOf(newest.at)
    const before = deeds[index - 1]
    const isFirstOfDay = byDay && (!before || dayOf(before.newest.at) !== day)
    return (
      <li key={keyOf(deed)} className={isFirstOfDay ? styles.firstOfDay : undefined}>
        {isFirstOfDay && <h2 className={styles.day}>{formatDay(day, today)}</h2>}
        {deed.kind === 'bulk' ? (
          <BulkRow
            id={deed.bulkChange}
            newest={newest}
            summary={summaries?.find(({ id }) => id === deed.bulkChange)}
            isPending={isPending}
            ofOneAgent={ofOneAgent}
          />
        ) : deed.kind === 'burst' ? (
          <BurstRow changes={deed.changes} ofOneAgent={ofOneAgent} onUndo={onUndo} />
        ) : (
          <ChangeRow change={newest} ofOneAgent={ofOneAgent} onUndo={onUndo} />
        )}
      </li>
    )
  })
}

/** A burst stays open while it grows. */
const keyOf = (deed: Deed) => (deed.kind === 'burst' ? (deed.changes.at(-1) ?? deed.newest).id : deed.newest.id)
