import { Link } from '@tanstack/react-router'
import type { Change } from '#contract/history.ts'
import { Isolated } from '#src/components/Isolated.tsx'
import { AgentLink } from './AgentLink.tsx'
import styles from './ChangeList.module.css'
import { ChangeWords } from './ChangeWords.tsx'
import { DeedRow } from './DeedRow.tsx'
import { openOf } from './deeds.ts'
import { changeDetails } from './describe-change.ts'
import { UndoButton } from './UndoButton.tsx'
import { WhyNoUndo } from './WhyNoUndo.tsx'

interface ChangeRowProps {
  change: Change
  /** The list is one agent's own, and need not say whose change it is. */
  ofOneAgent: boolean
  onUndo: () => void
}

export function ChangeRow({ change, ofOneAgent, onUndo }: ChangeRowProps) {
  const { agent, user } = change
  const details = changeDetails(change)
  return (
    <DeedRow
      newest={change}
      title={
        <>
          {agent && !ofOneAgent && <AgentLink agent={agent} />}
          {user && (
            <>
              <Link to="/history" search={{ user: user.id }} className={styles.agent}>
                <bdi>{user.name}</bdi>
              </Link>{' '}
            </>
          )}
          <ChangeWords change={change} />
        </>
      }
      below={() =>
        details.length > 0 && (
          <p className={styles.details}>
            <Isolated text={details.join(' · ')} />
          </p>
        )
      }
      undo={(titleId) =>
        openOf([change]).length > 0 ? (
          <UndoButton change={change} describedBy={titleId} onUndo={onUndo} />
        ) : (
          <WhyNoUndo changes={[change]} />
        )
      }
    />
  )
}
