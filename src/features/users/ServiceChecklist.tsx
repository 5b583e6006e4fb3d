import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ServiceSummary } from '#contract/services.ts'
import { callCenterQueries } from '#src/api/call-centers.ts'
import { serviceQueries } from '#src/api/services.ts'
import { useServiceRefusal } from '#src/api/session.ts'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { FailedState } from '#src/components/FailedState.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import { Checklist } from '#src/components/widgets/Checklist.tsx'
import { lowerCaseWords } from '#src/lib/find-named.ts'
import { formatCount } from '#src/lib/format.ts'
import { byCallCenter } from '#src/domain/service-words.ts'
import { ServiceGroup } from './ServiceGroup.tsx'
import styles from './UserInputs.module.css'

interface ServiceChecklistProps {
  /** Service ids. */
  checked: readonly number[]
  /** Why the whole list is read-only. */
  refusal: string | undefined
  onChange: (checked: number[]) => void
}

/** The services of the client by call center, found by name or id, ticked one by one or a call center at once. */
export function ServiceChecklist({ checked, refusal, onChange }: ServiceChecklistProps) {
  const services = useQuery(serviceQueries.list())
  // Without their names the services are still found, by their own.
  const { data: callCenters = [] } = useQuery(callCenterQueries.list())
  const serviceRefusal = useServiceRefusal()
  const [text, setText] = useState('')
  // Services that were ticked when this opened come first, and stay there.
  const [opened] = useState(checked)
  if (services.error && !services.data)
    return <FailedState title="The services couldn’t be loaded" reads={[services]} />
  const words = lowerCaseWords(text)
  const isOpened = (group: readonly ServiceSummary[]) => group.some(({ serviceId }) => opened.includes(serviceId))
  const all = byCallCenter(services.data ?? [], callCenters)
  const ordered = [...all.filter(([, group]) => isOpened(group)), ...all.filter(([, group]) => !isOpened(group))]
  const groups = ordered.flatMap(([group, members]) => {
    const found = members.filter(({ name, serviceId }) =>
      words.every((word) => `${group} ${name} ${serviceId}`.toLowerCase().includes(word)),
    )
    return found.length ? [{ group, found }] : []
  })
  return (
    <div className={styles.services}>
      <Checklist label="Services" search={{ label: 'Search services', text, onType: setText }}>
        {groups.map(({ group, found }) => (
          <ServiceGroup
            key={group}
            name={group}
            services={found}
            checked={checked}
            refusalOf={(id) => refusal ?? serviceRefusal(id)}
            onChange={onChange}
          />
        ))}
        {!services.data && <Skeleton width={200} />}
        {services.data && groups.length === 0 && <EmptyState title="No matches" />}
      </Checklist>
      <p className={styles.hint} role="status">
        {formatCount(checked.length)} of {formatCount(services.data?.length ?? checked.length)} ticked
      </p>
    </div>
  )
}
