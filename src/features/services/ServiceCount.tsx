import { useQuery } from '@tanstack/react-query'
import { serviceQueries } from '#src/api/services.ts'
import { formatCount } from '#src/lib/format.ts'
import styles from './ServiceCount.module.css'

export function ServiceCount() {
  const { data: services } = useQuery(serviceQueries.list())
  return services && <span className={styles.count}>{formatCount(services.length)}</span>
}
