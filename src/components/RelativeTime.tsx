import { capitalize, formatExactTime, formatTimeAgo } from '#src/lib/format.ts'
import styles from './RelativeTime.module.css'
import { Tooltip } from './Tooltip.tsx'

/** How long ago, and on hover exactly when. It is no Tab stop: a list has one in every row. A tap focuses it. Takes milliseconds since 1970. */
export const RelativeTime = ({ time, capital = false }: { time: number; capital?: boolean }) => (
  <Tooltip text={() => formatExactTime(time)}>
    {(id) => (
      <time className={styles.time} dateTime={new Date(time).toISOString()} tabIndex={-1} aria-describedby={id}>
        {capital ? capitalize(formatTimeAgo(time)) : formatTimeAgo(time)}
      </time>
    )}
  </Tooltip>
)
