import { useEffect, useReducer } from 'react'
import { Button } from '#src/components/Button.tsx'
import { RelativeTime } from '#src/components/RelativeTime.tsx'
import styles from './CheckedAgo.module.css'

/** In milliseconds: how often the words are put anew. */
const TICK = 5000

interface CheckedAgoProps {
  /** Milliseconds since 1970, by the server's clock. */
  at: number
  checking: boolean
  onCheck: () => void
}

/** When it was so. Locks come and go by themselves, so a list of them must say how old it is. */
export function CheckedAgo({ at, checking, onCheck }: CheckedAgoProps) {
  const [, tick] = useReducer((ticks: number) => ticks + 1, 0)
  useEffect(() => {
    const timer = setInterval(tick, TICK)
    return () => clearInterval(timer)
  }, [])
  return (
    <p className={styles.line}>
      <span>
        Checked <RelativeTime time={at} />
      </span>
      <Button size="small" variant="quiet" busy={checking} onClick={onCheck}>
        Check again
      </Button>
    </p>
  )
}
