import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, useState } from 'react'
import type { AgentSummary } from '#contract/agents.ts'
import type { SkillHolder } from '#src/api/agent-skills.ts'
import { agentQueries, type AgentFilter } from '#src/api/agents.ts'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { FailedState } from '#src/components/FailedState.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import styles from './AgentPicker.module.css'
import { AgentPickerOption } from './AgentPickerOption.tsx'

interface AgentPickerProps {
  picked: readonly AgentSummary[]
  /** Who has the skill already. */
  holders: readonly SkillHolder[]
  onToggle: (agent: AgentSummary) => void
}

/** Finds agents by login ID or last name, and picks several. */
export function AgentPicker({ picked, holders, onToggle }: AgentPickerProps) {
  const [by, setBy] = useState<AgentFilter['by']>('loginId')
  const [text, setText] = useState('')
  const listId = useId()
  const filter = { by, text: useDeferredValue(text).trim() }
  const list = useInfiniteQuery({ ...agentQueries.list(filter), placeholderData: keepPreviousData })
  const agents = list.data?.pages[0]?.agent
  const levels = new Map(holders.map(({ id, proficiency }) => [id, proficiency]))
  return (
    <>
      <search className={styles.search}>
        <select
          aria-label="Search by"
          value={by}
          onChange={(event) => setBy(event.target.value === 'lastName' ? 'lastName' : 'loginId')}
        >
          <option value="loginId">Login ID</option>
          <option value="lastName">Last name</option>
        </select>
        <input
          type="search"
          aria-label="Search agents"
          aria-controls={listId}
          placeholder={by === 'loginId' ? 'Any part of a login ID' : 'Any part of a last name'}
          value={text}
          onChange={(event) => setText(event.target.value)}
          // Enter here would submit a form in which nobody may be picked yet.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          autoFocus
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={100}
        />
      </search>
      <div id={listId} className={styles.list} role="group" aria-label="Agents to add" aria-busy={list.isFetching}>
        {agents?.map((agent) => (
          <AgentPickerOption
            key={agent.id}
            agent={agent}
            level={levels.get(agent.id)}
            picked={picked.some(({ id }) => id === agent.id)}
            onToggle={() => onToggle(agent)}
          />
        ))}
        {agents?.length === 0 && (
          <EmptyState title="Nobody matches">
            <p>Try fewer letters, or the other name.</p>
          </EmptyState>
        )}
        {list.hasNextPage && <p className={styles.more}>More agents match: type to narrow them down.</p>}
        {!agents &&
          (list.error ? (
            <FailedState
              title="The agents could not be loaded"
              reason={list.error.message}
              onRetry={() => void list.refetch()}
              retrying={list.isFetching}
            />
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
