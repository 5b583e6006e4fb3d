import { useQuery } from '@tanstack/react-query'
import { userQueries } from '#src/api/users.ts'
import { formatCount } from '#src/lib/format.ts'
import styles from './Users.module.css'

export function UserCount() {
  const { data: users } = useQuery(userQueries.list())
  return users && <span className={styles.count}>{formatCount(users.length)}</span>
}
