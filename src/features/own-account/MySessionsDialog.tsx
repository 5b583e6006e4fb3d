import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { SESSION_IDLE } from '#contract/sessions.ts'
import { ownSessionQueries, useEndSessions } from '#src/api/own-account.ts'
import { Button } from '#src/components/Button.tsx'
import { ErrorMessage } from '#src/components/ErrorMessage.tsx'
import { FailedState } from '#src/components/FailedState.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import { DialogFrame } from '#src/components/widgets/DialogFrame.tsx'
import styles from './MySessionsDialog.module.css'
import { SessionRow } from './SessionRow.tsx'

/** The user's open sessions, each with a button that ends it. */
export function MySessionsDialog({ onClose }: { onClose: () => void }) {
  const list = useRef<HTMLUListElement>(null)
  const { data: sessions, error, isFetching, refetch } = useQuery(ownSessionQueries.list())
  const end = useEndSessions()
  // An ended session's button goes with it, so the focus moves to the list.
  const endThen = (which: { id: string } | 'all others') => {
    list.current?.focus()
    end.mutate(which)
  }
  return (
    <DialogFrame
      title="My sessions"
      onClose={onClose}
      actions={
        <>
          <Button
            busy={end.isPending}
            refusal={sessions?.every(({ current }) => current) ? 'You have no other sessions' : undefined}
            onClick={() => endThen('all others')}
          >
            End all other sessions
          </Button>
          <Button variant="primary" autoFocus onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      <p className={styles.hint}>
        End any session you don’t recognize, then change your password. Sessions end after {SESSION_IDLE} hours without
        use.
      </p>
      {error && !sessions ? (
        <FailedState title="Your sessions couldn’t be loaded" reads={[{ error, isFetching, refetch }]} />
      ) : (
        <ul ref={list} tabIndex={-1} className={styles.list} aria-label="Sessions" aria-busy={!sessions}>
          {sessions?.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              busy={end.isPending}
              onEnd={() => endThen({ id: session.id })}
            />
          )) ?? (
            <li className={styles.row}>
              <Skeleton width={220} />
            </li>
          )}
        </ul>
      )}
      {end.error && <ErrorMessage>{end.error.message}</ErrorMessage>}
    </DialogFrame>
  )
}
