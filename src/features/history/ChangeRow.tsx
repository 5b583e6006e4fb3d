import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import type { Change } from '#contract/history.ts'
import { RelativeTime } from '#src/components/RelativeTime.tsx'
import { Isolated } from '#src/components/Isolated.tsx'
import styles from './ChangeList.module.css'
import { ChangeWords } from './ChangeWords.tsx'
import { openOf } from './deeds.ts'
import { detailsOf } from './describe-change.ts'
import { Origin } from './Origin.tsx'
import { UndoButton } from './UndoButton.tsx'
import { WhyNoUndo } from './WhyNoUndo.tsx'

interface ChangeRowProps {
  change: Change
  /** The list is one agent's own, and need not say whose change it is. */
  ofOneAgent: boolean
  onUndo: () => void
}

export function ChangeRow({ change, ofOneAgent, onUndo }: ChangeRowProps) {
  const whatId = useId()
  const { at, agent, user } = change
  const details = detailsOf(change)
  return (
    <div className={styles.row}>
      <div className={styles.what}>
        <p id={whatId}>
          {agent && !ofOneAgent && (
            <>
              <Link to="/agents/$id" params={{ id: agent.id }} className={styles.agent}>
                <bdi>{agent.name}</bdi>
              </Link>{' '}
            </>
          )}
          {user && (
            <>
              <Link to="/history" search={{ user: user.id }} className={styles.agent}>
                <bdi>{user.name}</bdi>
              </Link>{' '}
            </>
          )}
          <ChangeWords change={change} />
        </p>
        {details.length > 0 && (
          <p className={styles.details}>
            <Isolated text={details.join(' · ')} />
          </p>
        )}
      </div>
      <Origin change={change} />
      <p className={styles.when}>
        <RelativeTime time={at} capital />
      </p>
      <div className={styles.undo}>
        {openOf([change]).length > 0 ? (
          <UndoButton change={change} describedBy={whatId} onUndo={onUndo} />
        ) : (
          <WhyNoUndo changes={[change]} />
        )}
      </div>
    </div>
  )
}
