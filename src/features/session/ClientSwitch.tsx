import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { CurrentSession } from '#contract/dashboard.ts'
import { dashboardOperations } from '#contract/dashboard.ts'
import { clientQueries } from '#src/api/clients.ts'
import { useRefusal } from '#src/api/session.ts'
import { ChevronDownIcon } from '#src/components/icons/ChevronDownIcon.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import styles from './ClientSwitch.module.css'

const SWITCH = 'client-switch'

/** The client on screen: a switch for users of several clients, a name for everybody else. */
export function ClientSwitch({ session }: { session: CurrentSession }) {
  const navigate = useNavigate()
  const refusal = useRefusal(dashboardOperations.listClients)
  const { data: clients = [], isError } = useQuery({ ...clientQueries.list(session), enabled: refusal === undefined })
  const own = session.client.id
  const shown = useSearch({ from: '/shell', select: ({ client }) => client }) ?? own

  const switchTo = (client: number) =>
    void navigate({ to: '/agents', search: { client: client === own ? undefined : client }, state: { focus: SWITCH } })

  if (clients.length < 2) {
    const isOwn = shown === own
    const name = isOwn ? session.client.displayName : isError ? `Client ${shown}` : <Skeleton width={128} height={10} />
    return (
      <p className={styles.client}>
        <bdi>{name}</bdi>
      </p>
    )
  }
  return (
    <p className={styles.client}>
      <span className={styles.switch}>
        <select
          id={SWITCH}
          aria-label="Client"
          value={shown}
          onChange={(event) => switchTo(Number(event.target.value))}
        >
          {clients.map(({ id, displayName }) => (
            <option key={id} value={id}>
              {displayName}
            </option>
          ))}
        </select>
        <ChevronDownIcon size={14} />
      </span>
    </p>
  )
}
