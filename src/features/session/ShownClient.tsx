import { useQuery } from '@tanstack/react-query'
import { sessionQueries } from '#src/api/session.ts'
import { Skeleton } from '#src/components/Skeleton.tsx'
import { ClientSwitch } from './ClientSwitch.tsx'
import styles from './ClientSwitch.module.css'

/** The client whose agents and skills are shown. */
export function ShownClient() {
  const { data: session, isError } = useQuery(sessionQueries.current())
  // The page beside it says what failed.
  if (isError && !session) return null
  return session ? (
    <ClientSwitch session={session} />
  ) : (
    <p className={styles.client}>
      <Skeleton width={128} height={10} />
    </p>
  )
}
