import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ItemField } from '#contract/bulk-changes.ts'
import { bulkChangeQueries } from '#src/api/bulk-changes.ts'
import { formatMoment } from '#src/lib/wall-clock.ts'
import styles from './TemporaryUntil.module.css'

interface TemporaryUntilProps {
  agent: number
  field: ItemField
  /** The skill or the service. */
  object?: number
  /** The value on screen: once somebody changes it, it is not temporary. */
  value: number | undefined
}

/** Until when a value of an agent is as it is, with a link to the bulk change that will be taken back; nothing where it lasts. */
export function TemporaryUntil({ agent, field, object, value }: TemporaryUntilProps) {
  const { data } = useQuery(bulkChangeQueries.temporary(agent))
  const found = data?.temporary.find((each) => each.field === field && each.object === object && each.value === value)
  if (!found) return null
  return (
    <Link to="/bulk-changes/$id" params={{ id: found.bulkChange }} className={styles.until}>
      until {formatMoment(found.until, found.timeZone)}
    </Link>
  )
}
