import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useRef, useState } from 'react'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { useRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { FailedState } from '#src/components/FailedState.tsx'
import { Panel } from '#src/components/Panel.tsx'
import { lazyDialog } from '#src/components/lazy-dialog.tsx'
import { SkillHoldersSkeleton } from './SkillHoldersSkeleton.tsx'
import styles from './SkillHolders.module.css'
import { SkillHoldersTable } from './SkillHoldersTable.tsx'

const AddAgentsDialog = lazyDialog(() => import('./AddAgentsDialog.tsx').then((m) => m.AddAgentsDialog))

/** So few are found by looking. */
const FEW = 10

/** Who holds the skill, and how well. */
export function SkillHoldersPanel({ skillId }: { skillId: number }) {
  const { data: holders, error, isFetching, refetch } = useQuery(agentSkillQueries.holders(skillId))
  const refusal = useRefusal('addAgentSkill')
  const [isAdding, setIsAdding] = useState(false)
  const [text, setText] = useState('')
  const list = useRef<HTMLDivElement>(null)

  const words = useDeferredValue(text).toLowerCase().split(/\s+/).filter(Boolean)
  const found = holders?.filter(({ loginId, firstName, lastName }) => {
    const agent = `${loginId} ${firstName} ${lastName}`.toLowerCase()
    return words.every((word) => agent.includes(word))
  })
  return (
    <Panel
      title="Agents"
      count={holders?.length}
      action={
        <Button size="small" refusal={refusal} onClick={() => setIsAdding(true)}>
          Add agents
        </Button>
      }
    >
      {holders && (holders.length > FEW || text) && (
        <search className={styles.search}>
          <input
            type="search"
            aria-label="Search these agents"
            placeholder="Login ID or name"
            value={text}
            onChange={(event) => setText(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        </search>
      )}
      {/* A removed row takes the focus with it, so the focus goes to the list. */}
      <div ref={list} tabIndex={-1}>
        {found?.length ? (
          <SkillHoldersTable skillId={skillId} holders={found} onRemove={() => list.current?.focus()} />
        ) : holders?.length ? (
          <EmptyState title="Nobody matches">
            <p>Try fewer letters.</p>
          </EmptyState>
        ) : holders ? (
          <EmptyState title="No agents yet">
            <p>Calls that ask for this skill wait until somebody has it. Give it with “Add agents”.</p>
          </EmptyState>
        ) : error ? (
          <FailedState
            title="The agents could not be loaded"
            reason={error.message}
            onRetry={() => void refetch()}
            retrying={isFetching}
          />
        ) : (
          <SkillHoldersSkeleton />
        )}
      </div>
      {isAdding && (
        <>
          <AddAgentsDialog skillId={skillId} onClose={() => setIsAdding(false)} />
        </>
      )}
    </Panel>
  )
}
