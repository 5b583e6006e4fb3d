import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { callCenterQueries } from '#src/api/call-centers.ts'
import { serviceQueries } from '#src/api/services.ts'
import { Breadcrumbs } from '#src/components/Breadcrumbs.tsx'
import { Button } from '#src/components/Button.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import { VisuallyHidden } from '#src/components/VisuallyHidden.tsx'
import { acdModeOf } from '#src/domain/service-words.ts'
import { isolate } from '#src/lib/isolate.ts'
import styles from './ServiceHeader.module.css'

/** The service's name, its call center, and how calls reach its agents. */
export function ServiceHeader({ id }: { id: number }) {
  const { data: service, error, isFetching, refetch } = useQuery(serviceQueries.detail(id))
  const callCenters = useQuery(callCenterQueries.list())
  const callCenter = callCenters.data?.find(({ callCenterId }) => callCenterId === service?.callCenterId)
  return (
    <header>
      <title>{`${isolate(service?.name ?? 'Service')} · Agent Console`}</title>
      <Breadcrumbs
        links={[
          <Link key="services" to="/services" activeOptions={{ exact: true }}>
            Services
          </Link>,
        ]}
        current={service?.name ?? (error ? id : <Skeleton width={88} />)}
      />
      <div className={styles.header}>
        <h1>
          {service ? (
            <bdi>{service.name}</bdi>
          ) : error ? (
            `Service ${id}`
          ) : (
            <>
              <VisuallyHidden>Loading the service</VisuallyHidden>
              <Skeleton width={160} height={18} />
            </>
          )}
        </h1>
        {service ? (
          <ul className={styles.facts}>
            <li>{id}</li>
            <li>{acdModeOf({ serviceId: id, ...service }) ?? `ACD feature code ${service.acdFeatureCode}`}</li>
            <li>
              <Link to="/agents" search={{ callCenter: [String(service.callCenterId)] }}>
                <bdi>{callCenter?.name ?? `Call center ${service.callCenterId}`}</bdi>
              </Link>
            </li>
          </ul>
        ) : error ? (
          <p className={styles.failed} role="alert">
            {error.message}
            <Button size="small" busy={isFetching} onClick={() => void refetch()}>
              Retry
            </Button>
          </p>
        ) : (
          <Skeleton width={280} />
        )}
      </div>
    </header>
  )
}
