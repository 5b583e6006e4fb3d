import { useQuery } from '@tanstack/react-query'
import { callCenterQueries } from '#src/api/call-centers.ts'
import { serviceQueries } from '#src/api/services.ts'
import { useServiceRefusal } from '#src/api/session.ts'
import { AddCombobox } from '#src/components/widgets/AddCombobox.tsx'
import { serviceOptions } from '#src/domain/service-words.ts'
import { findNamed } from '#src/lib/find-named.ts'

interface ServiceComboboxProps {
  /** Not offered: the agent has them. Undefined while they are on their way. */
  assigned: readonly { id: number }[] | undefined
  refusal?: string | undefined
  onAdd: (service: { id: number; name: string }) => void
}

/** Gives services one after another, found by call center. */
export function ServiceCombobox({ assigned, refusal, onAdd }: ServiceComboboxProps) {
  const { data: services } = useQuery(serviceQueries.list())
  // Without their names the services are still found, by their own.
  const { data: callCenters = [] } = useQuery(callCenterQueries.list())
  const serviceRefusal = useServiceRefusal()
  const ids = assigned && new Set(assigned.map(({ id }) => id))
  const left = ids && services?.filter(({ serviceId }) => !ids.has(serviceId))
  const options = left && serviceOptions(left, callCenters, serviceRefusal)
  return (
    <AddCombobox
      label="Add service"
      options={options}
      find={(text) => findNamed(options ?? [], text)}
      refusal={refusal}
      onAdd={onAdd}
    />
  )
}
