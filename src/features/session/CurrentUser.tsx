import { useQuery } from '@tanstack/react-query'
import { sessionQueries } from '#src/api/session.ts'
import { Skeleton } from '#src/components/Skeleton.tsx'
import { ClientSwitch } from './ClientSwitch.tsx'
import styles from './CurrentUser.module.css'

/** For which client, and as whom, one is here. */
export function CurrentUser() {
  const { data: session, isError } = useQuery(sessionQueries.current())
  // The page beside it says what failed.
  if (isError && !session) return null
  return (
    <div className={styles.user}>
      {session ? (
        <ClientSwitch session={session} />
      ) : (
        <p className={styles.client}>
          <Skeleton width={128} height={10} />
        </p>
      )}
      <p>{session ? `${session.name} · ${session.role}` : <Skeleton width={96} height={10} />}</p>
    </div>
  )
}
