import { useQuery } from '@tanstack/react-query'
import { serviceQueries } from '#src/api/services.ts'
import { useServiceRefusal } from '#src/api/session.ts'
import { FailedState } from '#src/components/FailedState.tsx'
import { FieldError } from '#src/components/form/FieldError.tsx'
import { RemoveButton } from '#src/components/RemoveButton.tsx'
import { ServiceCombobox } from '#src/domain/assigning/ServiceCombobox.tsx'
import { cx } from '#src/lib/cx.ts'
import { acdModeOf, namedServices } from '#src/domain/service-words.ts'
import { isolate } from '#src/lib/isolate.ts'
import styles from './AssignedInput.module.css'

interface AssignedServicesInputProps {
  value: { id: number }[]
  onChange: (value: { id: number }[]) => void
  error: string | undefined
}

/** The services that a new agent begins with, in the order in which they were added. */
export function AssignedServicesInput({ value, onChange, error }: AssignedServicesInputProps) {
  const services = useQuery(serviceQueries.list())
  const serviceRefusal = useServiceRefusal()
  if (services.error && !services.data)
    return <FailedState title="The services couldn’t be loaded" reads={[services]} />
  return (
    <div className={styles.field}>
      <div className={styles.add}>
        <ServiceCombobox assigned={value} onAdd={({ id }) => onChange([...value, { id }])} />
      </div>
      <ul tabIndex={-1} aria-label="Services to give">
        {namedServices(value, services.data ?? []).map((service) => (
          <li key={service.serviceId} className={styles.service}>
            <span className={styles.name}>
              <bdi>{service.name}</bdi> <span className={styles.id}>{service.serviceId}</span>
            </span>
            {/* A copy begins with services that its maker may not give: named here, before the server refuses them. */}
            <span className={cx(styles.mode, serviceRefusal(service.serviceId) !== undefined && styles.refused)}>
              {serviceRefusal(service.serviceId) ?? acdModeOf(service)}
            </span>
            <RemoveButton
              label={`Remove ${service.serviceId} ${isolate(service.name)}`}
              onRemove={() => onChange(value.filter(({ id }) => id !== service.serviceId))}
            />
          </li>
        ))}
      </ul>
      <FieldError error={error} />
    </div>
  )
}
