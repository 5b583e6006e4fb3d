import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, useState } from 'react'
import type { AgentRow } from '#contract/agent-question.ts'
import type { AgentSummary } from '#contract/agents.ts'
import { agentQueries } from '#src/api/agents.ts'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { FailedState } from '#src/components/FailedState.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import styles from './AgentPicker.module.css'
import { AgentPickerOption } from './AgentPickerOption.tsx'

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
  const listId = useId()
  const q = useDeferredValue(text).trim()
  const question = q ? { q } : {}
  const list = useInfiniteQuery({
    ...agentQueries.list({ question, ...(given.skill !== undefined && { levelsOf: given.skill }) }),
    placeholderData: keepPreviousData,
  })
  // In the same order, so that its first page holds whoever of the list’s first page has the service.
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
    <>
      <search className={styles.search}>
        <input
          type="search"
          aria-label="Search agents"
          aria-controls={listId}
          placeholder="Name, login ID, phone or IP"
          value={text}
          onChange={(event) => setText(event.target.value)}
          // Enter here would submit a form in which nobody may be picked yet.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          autoFocus
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={300}
        />
      </search>
      <div id={listId} className={styles.list} role="group" aria-label="Agents to add" aria-busy={list.isFetching}>
        {agents?.map((agent) => (
          <AgentPickerOption
            key={agent.id}
            agent={agent}
            refusal={refusalOf(agent)}
            picked={picked.some(({ id }) => id === agent.id)}
            onToggle={() => onToggle(agent)}
          />
        ))}
        {agents?.length === 0 && (
          <EmptyState title="No matches">
            <p>Try fewer letters.</p>
          </EmptyState>
        )}
        {list.hasNextPage && <p className={styles.more}>More agents match: type to narrow them down.</p>}
        {!agents &&
          (list.error ? (
            <FailedState title="The agents could not be loaded" reads={[list]} />
          ) : (
            [120, 150, 110].map((width) => (
              <p key={width} className={styles.option}>
                <Skeleton width={width} />
              </p>
            ))
          ))}
      </div>
    </>
  )
}
