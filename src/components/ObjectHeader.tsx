import type { ReactNode } from 'react'
import { isolate } from '#src/lib/isolate.ts'
import { Breadcrumbs } from './Breadcrumbs.tsx'
import { Button } from './Button.tsx'
import styles from './ObjectHeader.module.css'
import { Skeleton } from './Skeleton.tsx'
import { VisuallyHidden } from './VisuallyHidden.tsx'

interface ObjectHeaderProps {
  /** The noun for the object: `Skill`. */
  kind: string
  id: number
  /** The link to the list that the object is in. */
  list: ReactNode
  read: { data: { name: string } | undefined; error: Error | null; isFetching: boolean; refetch: () => unknown }
  actions?: ReactNode
  /** Facts under the name, drawn once the object is there. */
  children: ReactNode
}

/** The head of an object's page: the way to it, its name and facts, or the reason why it could not be read. */
export function ObjectHeader({ kind, id, list, read, actions, children }: ObjectHeaderProps) {
  const { data, error, isFetching, refetch } = read
  return (
    <header>
      <title>{`${isolate(data?.name ?? kind)} · Agent Console`}</title>
      <Breadcrumbs links={[list]} current={data?.name ?? (error ? id : <Skeleton width={88} />)} />
      <div className={styles.header}>
        <div className={styles.what}>
          <h1>
            {data ? (
              <bdi>{data.name}</bdi>
            ) : error ? (
              `${kind} ${id}`
            ) : (
              <>
                <VisuallyHidden>Loading the {kind.toLowerCase()}</VisuallyHidden>
                <Skeleton width={160} height={18} />
              </>
            )}
          </h1>
          {data ? (
            children
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
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </header>
  )
}
