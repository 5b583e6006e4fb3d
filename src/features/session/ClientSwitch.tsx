import { useQuery } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import type { CurrentSession } from '#contract/dashboard.ts'
import { chooseClient, useChosenClient } from '#src/api/client-choice.ts'
import { clientQueries } from '#src/api/clients.ts'
import { useRefusal } from '#src/api/session.ts'
import { ChevronDownIcon } from '#src/components/icons/ChevronDownIcon.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import styles from './CurrentUser.module.css'

const SWITCH = 'client-switch'

/** The client whose agents and skills are shown: a switch for who may see several, for everybody else its name. */
export function ClientSwitch({ session }: { session: CurrentSession }) {
  const navigate = useNavigate()
  const router = useRouter()
  const refusal = useRefusal('listClients')
  const { data: clients = [], isError } = useQuery({ ...clientQueries.list(session), enabled: refusal === undefined })
  const shown = useChosenClient() ?? session.client.id

  const switchTo = async (client: number) => {
    const clientSwitch = Date.now()
    await navigate({ to: '/agents', state: { focus: SWITCH, clientSwitch } })
    // Whoever is asked whether to leave a page and stays, stays with its client; the promise waits until they leave another way.
    if (router.state.location.state.clientSwitch === clientSwitch) chooseClient(client, session)
  }

  if (clients.length < 2) {
    const isOwn = shown === session.client.id
    const name = isOwn ? session.client.displayName : isError ? `Client ${shown}` : <Skeleton width={128} height={10} />
    return <p className={styles.client}>{name}</p>
  }
  return (
    <p className={styles.client}>
      <span className={styles.switch}>
        <select
          id={SWITCH}
          aria-label="Client"
          value={shown}
          onChange={(event) => void switchTo(Number(event.target.value))}
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
