import { capitalize, formatExactTime, formatTimeAgo } from '#src/lib/format.ts'
import styles from './RelativeTime.module.css'
import { Tooltip } from './Tooltip.tsx'

/** How long ago, and on hover and focus exactly when. Takes milliseconds since 1970. */
export const RelativeTime = ({ time, capital = false }: { time: number; capital?: boolean }) => (
  <Tooltip text={formatExactTime(time)}>
    {(id) => (
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that the exact time can be had without a pointer
      <time className={styles.time} dateTime={new Date(time).toISOString()} tabIndex={0} aria-describedby={id}>
        {capital ? capitalize(formatTimeAgo(time)) : formatTimeAgo(time)}
      </time>
    )}
  </Tooltip>
)
