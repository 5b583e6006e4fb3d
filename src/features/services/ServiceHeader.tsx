import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { callCenterQueries } from '#src/api/call-centers.ts'
import { serviceQueries } from '#src/api/services.ts'
import { ObjectHeader } from '#src/components/ObjectHeader.tsx'
import { acdModeOf } from '#src/domain/service-words.ts'
import styles from './ServiceHeader.module.css'

/** The service's name, its call center, and how calls reach its agents. */
export function ServiceHeader({ id }: { id: number }) {
  const read = useQuery(serviceQueries.detail(id))
  const service = read.data
  const callCenters = useQuery(callCenterQueries.list())
  const callCenter = callCenters.data?.find(({ callCenterId }) => callCenterId === service?.callCenterId)
  return (
    <ObjectHeader
      kind="Service"
      id={id}
      list={
        <Link to="/services" activeOptions={{ exact: true }}>
          Services
        </Link>
      }
      read={read}
    >
      {service && (
        <ul className={styles.facts}>
          <li>{id}</li>
          <li>{acdModeOf({ serviceId: id, ...service }) ?? `ACD feature code ${service.acdFeatureCode}`}</li>
          <li>
            <Link to="/agents" search={{ callCenter: [String(service.callCenterId)] }}>
              <bdi>{callCenter?.name ?? `Call center ${service.callCenterId}`}</bdi>
            </Link>
          </li>
        </ul>
      )}
    </ObjectHeader>
  )
}
