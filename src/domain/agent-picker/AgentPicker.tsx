import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { AgentRow } from '#contract/agent-question.ts'
import type { AgentSummary } from '#contract/agents.ts'
import { agentQueries } from '#src/api/agents.ts'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { FailedState } from '#src/components/FailedState.tsx'
import { Isolated } from '#src/components/Isolated.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import { Checklist } from '#src/components/widgets/Checklist.tsx'
import { ChecklistOption } from '#src/components/widgets/ChecklistOption.tsx'
import { isolate } from '#src/lib/isolate.ts'
import styles from './AgentPicker.module.css'

export type GivenObject = { skill: number; service?: undefined } | { service: number; skill?: undefined }

interface AgentPickerProps {
  picked: readonly AgentSummary[]
  /** The skill or service being given: agents who have it are shown, and cannot be picked. */
  given: GivenObject
  onToggle: (agent: AgentSummary) => void
}

/** Finds agents by anything, and picks several. */
export function AgentPicker({ picked, given, onToggle }: AgentPickerProps) {
  const [text, setText] = useState('')
  const q = useDeferredValue(text).trim()
  const question = q ? { q } : {}
  const list = useInfiniteQuery({
    ...agentQueries.list({ question, ...(given.skill !== undefined && { levelsOf: given.skill }) }),
    placeholderData: keepPreviousData,
  })
  // In the same order: the first page of these covers the first page of the list.
  const having = useInfiniteQuery({
    ...agentQueries.list({ question: { ...question, service: [String(given.service ?? 0)] } }),
    placeholderData: keepPreviousData,
    enabled: given.service !== undefined,
  })
  const agents = list.data?.pages[0]?.agent
  const refusalOf = ({ id, levels }: AgentRow) => {
    const level = levels.find((each) => each.id === given.skill)?.proficiency
    if (level !== undefined) return `Already at ${level}`
    return having.data?.pages[0]?.agent.some((agent) => agent.id === id) ? 'Already has it' : undefined
  }
  return (
    <Checklist
      label="Agents to add"
      search={{
        label: 'Search agents',
        placeholder: 'Name, login ID, phone or IP',
        autoFocus: true,
        text,
        onType: setText,
      }}
      busy={list.isFetching}
    >
      {agents?.map((agent) => {
        const refusal = refusalOf(agent)
        const isPicked = picked.some(({ id }) => id === agent.id)
        return (
          <ChecklistOption
            key={agent.id}
            checked={isPicked}
            refused={refusal !== undefined}
            className={isPicked ? styles.chosen : undefined}
            detail={<Isolated text={detailOf(agent, refusal)} />}
            onTick={() => onToggle(agent)}
          >
            <bdi className={styles.loginId}>{agent.loginId}</bdi>
          </ChecklistOption>
        )
      })}
      {agents?.length === 0 && (
        <EmptyState title="No matches">
          <p>Try fewer letters.</p>
        </EmptyState>
      )}
      {list.hasNextPage && <p className={styles.more}>More agents match. Type more to narrow the list.</p>}
      {!agents &&
        (list.error ? (
          <FailedState title="The agents couldn’t be loaded" reads={[list]} />
        ) : (
          [120, 150, 110].map((width) => (
            <p key={width} className={styles.loading}>
              <Skeleton width={width} />
            </p>
          ))
        ))}
    </Checklist>
  )
}

const detailOf = ({ firstName, lastName, active }: AgentRow, refusal: string | undefined) =>
  [isolate(`${firstName} ${lastName}`), !active && 'inactive', refusal].filter(Boolean).join(' · ')
