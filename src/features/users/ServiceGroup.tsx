import type { ServiceSummary } from '#contract/services.ts'
import { ChecklistOption } from '#src/components/widgets/ChecklistOption.tsx'
import { acdModeOf } from '#src/domain/service-words.ts'
import { isolate } from '#src/lib/isolate.ts'
import styles from './UserInputs.module.css'

interface ServiceGroupProps {
  /** The call center's. */
  name: string
  services: readonly ServiceSummary[]
  checked: readonly number[]
  /** Why a service is not the user's to give, by its id. */
  refusalOf: (id: number) => string | undefined
  onChange: (checked: number[]) => void
}

export function ServiceGroup({ name, services, checked, refusalOf, onChange }: ServiceGroupProps) {
  const theirs = services.map(({ serviceId }) => serviceId).filter((id) => refusalOf(id) === undefined)
  const ticked = theirs.filter((id) => checked.includes(id))
  const isAll = theirs.length > 0 && ticked.length === theirs.length
  // By id, as the API has them, so that ticking a service again leaves no difference.
  const tick = (ids: readonly number[], on: boolean) =>
    onChange([...checked.filter((id) => !ids.includes(id)), ...(on ? ids : [])].sort((a, b) => a - b))
  return (
    <div role="group" aria-label={isolate(name)}>
      <ChecklistOption
        aria-label={`All of ${isolate(name)}`}
        className={styles.group}
        ref={(box) => {
          if (box) box.indeterminate = ticked.length > 0 && !isAll
        }}
        checked={isAll}
        refused={theirs.length === 0}
        onTick={(on) => tick(theirs, on)}
      >
        <bdi>{name}</bdi>
      </ChecklistOption>
      {services.map((service) => {
        const { serviceId: id, name: serviceName } = service
        const refusal = refusalOf(id)
        return (
          <ChecklistOption
            key={id}
            className={styles.service}
            checked={checked.includes(id)}
            refused={refusal !== undefined}
            onTick={(on) => tick([id], on)}
          >
            <bdi className={styles.name}>{serviceName}</bdi>
            <span className={styles.id}>{id}</span>
            <span className={styles.detail}>{refusal ?? acdModeOf(service)}</span>
          </ChecklistOption>
        )
      })}
    </div>
  )
}
