import { useNavigate } from '@tanstack/react-router'
import type { NewBulkChange } from '#contract/bulk-changes.ts'
import { configurationOperations } from '#contract/configuration.ts'
import { useUnlockAgents } from '#src/api/agents.ts'
import { useRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { notify, notifyRefused } from '#src/components/toast.ts'
import type { Chosen, Selection } from './selection.ts'
import { handOver } from '#src/domain/chosen-agents.ts'
import { formatCount } from '#src/lib/format.ts'
import styles from './SelectionBar.module.css'

/** Up to this many are unlocked at once; more go through a preview. */
const FEW = 10

interface SelectionBarProps {
  selection: Selection
  /** The ids that the list shows so far. */
  shown: ReadonlySet<number>
}

const whoOf = (chosen: Chosen): NewBulkChange['who'] =>
  chosen.kind === 'agents'
    ? { agents: chosen.agents.map(({ id }) => id) }
    : {
        // A question without its client: who asks is in one.
        question: Object.fromEntries(
          Object.entries(chosen.question).filter(([, value]) => value !== undefined),
        ) as Record<string, string | string[]>,
        ...(chosen.except.length && { except: [...chosen.except] }),
      }

const agentsInWords = (count = 0) => `${count ? `${formatCount(count)} ` : ''}${count === 1 ? 'agent' : 'agents'}`

/** The number of selected agents, and the actions on them. */
export function SelectionBar({ selection, shown }: SelectionBarProps) {
  const navigate = useNavigate()
  const refusal = useRefusal(configurationOperations.updateAgent)
  const unlock = useUnlockAgents()
  const { chosen, count } = selection
  if (count === 0) return null
  const countWords = count === undefined ? 'All that match' : formatCount(count)
  const hidden = chosen.kind === 'agents' ? chosen.agents.filter(({ id }) => !shown.has(id)).length : 0
  const change = (first?: 'unlock') => {
    const agents = agentsInWords(count)
    const words = chosen.kind === 'agents' ? agents : `All ${agents} that match`
    const name = handOver({ who: whoOf(chosen), words })
    void navigate({ to: '/bulk-changes/new', search: { chosen: name, ...(first && { change: first }) } })
  }
  const unlockThem = () => {
    if (chosen.kind !== 'agents' || chosen.agents.length > FEW) return change('unlock')
    return unlock.mutate(
      chosen.agents.map(({ id }) => id),
      {
        onSuccess: ({ failed }) =>
          failed.length
            ? notify(`${failed.length} of ${count ?? ''} not unlocked: ${failed[0] ?? ''}`, { tone: 'failed' })
            : notify(`${agentsInWords(count)} unlocked`),
        onError: notifyRefused,
      },
    )
  }
  return (
    <section aria-label="Selection" className={styles.bar}>
      <p role="status">
        {countWords} selected{hidden > 0 && `, ${formatCount(hidden)} not shown`}
      </p>
      {!selection.isAll && (
        <Button size="small" onClick={selection.selectAll}>
          {selection.allLabel}
        </Button>
      )}
      <Button size="small" variant="primary" refusal={refusal} onClick={() => change()}>
        Change…
      </Button>
      <Button size="small" refusal={refusal} busy={unlock.isPending} onClick={unlockThem}>
        Unlock
      </Button>
      <Button size="small" variant="quiet" onClick={selection.clear}>
        Clear selection
      </Button>
    </section>
  )
}
