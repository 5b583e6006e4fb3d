import { useId } from 'react'
import type { OwnSession } from '#contract/own-account.ts'
import { Button } from '#src/components/Button.tsx'
import { RelativeTime } from '#src/components/RelativeTime.tsx'
import styles from './MySessionsDialog.module.css'

interface SessionRowProps {
  session: OwnSession
  busy: boolean
  onEnd: () => void
}

export function SessionRow({ session, busy, onEnd }: SessionRowProps) {
  const { browser = 'Unknown browser', address = 'an unknown address', createdAt, lastUsedAt, current } = session
  const timesId = useId()
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <p className={styles.browser}>
          {browser} <span className={styles.address}>from {address}</span>
        </p>
        <p id={timesId} className={styles.hint}>
          Active <RelativeTime time={lastUsedAt} />, started <RelativeTime time={createdAt} />
        </p>
      </div>
      {current ? (
        <span className={styles.current}>This device</span>
      ) : (
        <Button
          size="small"
          aria-label={`End session ${browser} from ${address}`}
          aria-describedby={timesId}
          busy={busy}
          onClick={onEnd}
        >
          End session
        </Button>
      )}
    </li>
  )
}
