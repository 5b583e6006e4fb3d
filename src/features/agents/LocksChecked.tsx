import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useReducer } from 'react'
import type { AgentQuestion } from '#contract/agent-question.ts'
import { agentQueries } from '#src/api/agents.ts'
import { Button } from '#src/components/Button.tsx'
import { RelativeTime } from '#src/components/RelativeTime.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import { detailsOf, type AgentColumn } from '#src/domain/agents-table/columns.ts'
import styles from './LocksChecked.module.css'

/** In milliseconds: how often the age is written again. */
const TICK = 5000

interface LocksCheckedProps {
  question: AgentQuestion
  columns: readonly AgentColumn[]
}

/** Says how old the list of locked agents is: locks come and go by themselves. */
export function LocksChecked({ question, columns }: LocksCheckedProps) {
  const { data, isFetching, refetch } = useInfiniteQuery({
    ...agentQueries.list({ question, details: detailsOf(columns) }),
    select: ({ pages }) => pages[0]?.checkedAt,
  })
  const [, tick] = useReducer((ticks: number) => ticks + 1, 0)
  useEffect(() => {
    const timer = setInterval(tick, TICK)
    return () => clearInterval(timer)
  }, [])
  return (
    <p className={styles.line}>
      {data === undefined ? (
        <Skeleton width={112} />
      ) : (
        <span>
          Checked <RelativeTime time={data} />
        </span>
      )}
      <Button size="small" variant="quiet" busy={isFetching} onClick={() => void refetch()}>
        Check now
      </Button>
    </p>
  )
}
