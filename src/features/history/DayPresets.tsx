import { Button } from '#src/components/Button.tsx'
import { dayOf, daysLater } from '#src/lib/days.ts'
import { serverNow } from '#src/lib/server-clock.ts'
import styles from './HistoryFilters.module.css'
import type { KnownSearch } from './history-search.ts'

type Days = Pick<KnownSearch, 'from' | 'to'>

interface DayPresetsProps {
  days: Days
  onChange: (days: Days) => void
}

/** The days that are asked for most. A second press takes them away. */
export function DayPresets({ days: { from, to }, onChange }: DayPresetsProps) {
  const today = dayOf(serverNow())
  const yesterday = daysLater(today, -1)
  const presets: readonly [string, string, string][] = [
    ['Today', today, today],
    ['Yesterday', yesterday, yesterday],
    ['Last 7 days', daysLater(today, -6), today],
    ['Last 30 days', daysLater(today, -29), today],
  ]
  return (
    <div role="group" aria-label="Days" className={styles.presets}>
      {presets.map(([label, first, last]) => {
        const isChosen = from === first && to === last
        return (
          <Button
            key={label}
            size="small"
            aria-pressed={isChosen}
            onClick={() => onChange(isChosen ? { from: undefined, to: undefined } : { from: first, to: last })}
          >
            {label}
          </Button>
        )
      })}
    </div>
  )
}
