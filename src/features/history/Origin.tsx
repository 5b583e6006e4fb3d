import { Link } from '@tanstack/react-router'
import { personOf, type Change } from '#contract/history.ts'
import styles from './ChangeList.module.css'

/** The author of a change, and the address it came from. */
export function Origin({ change }: { change: Change }) {
  const { by, byKind, byClient, address, undoes, for: forName } = change
  return (
    <p className={styles.origin}>
      {forName !== undefined ? (
        <>
          by the system, for <bdi>{forName}</bdi>,
        </>
      ) : by === undefined ? (
        'automatically,'
      ) : (
        <>
          by {byKind === 'agent' && 'agent '}
          <Link to="/history" search={{ by: personOf(change) }}>
            <bdi>{by}</bdi>
          </Link>
          {byClient !== undefined && (
            <>
              {' of '}
              <bdi>{byClient}</bdi>
            </>
          )}
        </>
      )}{' '}
      from {address}
      {undoes !== undefined && ', undoing'}
    </p>
  )
}
