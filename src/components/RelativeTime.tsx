import { capitalize, formatExactTime, formatTimeAgo } from '#src/lib/format.ts'
import styles from './RelativeTime.module.css'
import { Tooltip } from './Tooltip.tsx'

/**
 * The age of a time, and the exact time on hover or at a tap. It is no Tab stop, since a list has one in every row. Takes
 * milliseconds since 1970.
 */
export const RelativeTime = ({ time, capital = false }: { time: number; capital?: boolean }) => (
  <Tooltip text={() => formatExactTime(time)}>
    {(id) => (
      <time className={styles.time} dateTime={new Date(time).toISOString()} tabIndex={-1} aria-describedby={id}>
        {capital ? capitalize(formatTimeAgo(time)) : formatTimeAgo(time)}
      </time>
    )}
  </Tooltip>
)
