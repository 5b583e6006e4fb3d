import type { ReactNode } from 'react'
import styles from './FactList.module.css'
import { Skeleton } from './Skeleton.tsx'

export type Fact = readonly [name: string, value: ReactNode]

export const FactList = ({ facts }: { facts: readonly Fact[] }) => (
  <dl className={styles.facts}>
    {facts.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

export const FactListSkeleton = ({ count }: { count: number }) => (
  <div className={styles.facts}>
    {Array.from({ length: count }, (_, index) => (
      <div key={index}>
        <Skeleton width={80} />
        <Skeleton width={index % 2 ? 120 : 88} />
      </div>
    ))}
  </div>
)
