import { Link } from '@tanstack/react-router'
import type { Ref } from 'react'
import type { BulkChangeItem } from '#contract/bulk-changes.ts'
import { inPlainWords } from '#src/api/plain-words.ts'
import { itemPhrase, OUTCOME_LABELS, unchangedWords } from '#src/domain/bulk-change-words.ts'
import { Isolated } from '#src/components/Isolated.tsx'
import { isolate } from '#src/lib/isolate.ts'
import { isolatedText } from '#src/lib/phrase.ts'
import styles from './ItemsTable.module.css'
import { LinkedPhrase } from './LinkedPhrase.tsx'
import { TickBox } from './TickBox.tsx'

interface ItemRowProps {
  ref: Ref<HTMLTableRowElement>
  item: BulkChangeItem
  index: number
  isDraft: boolean
  isWide: boolean
  onTick: (ticked: boolean) => Promise<unknown>
}

/** An agent and one change: its effect, its outcome, and the reason. */
export function ItemRow({ ref, item, index, isDraft, isWide, onTick }: ItemRowProps) {
  const phrase = itemPhrase(item)
  const { id, loginId, firstName, lastName } = item.agent
  const ticked = item.outcome === 'planned'
  const outcome = <Outcome item={item} isDraft={isDraft} />
  return (
    <tr ref={ref} data-index={index} aria-rowindex={index + 2}>
      {isDraft && (
        <td data-column="tick">
          {(ticked || item.outcome === 'unticked') && (
            <TickBox label={`Apply to ${isolate(loginId)}: ${isolatedText(phrase)}`} ticked={ticked} onTick={onTick} />
          )}
        </td>
      )}
      <td>
        <Link to="/agents/$id" params={{ id }} aria-label={isolate(loginId)} className={styles.loginId}>
          <bdi>{loginId}</bdi>
        </Link>
        {(firstName || lastName) && (
          <span className={styles.name}>
            <bdi>{`${firstName} ${lastName}`}</bdi>
          </span>
        )}
      </td>
      <td>
        <LinkedPhrase phrase={phrase} objects={{ agentSkill: item.agentSkill, service: item.service }} />
        {!isWide && <p data-outcome={item.outcome}>{outcome}</p>}
      </td>
      {isWide && <td data-outcome={item.outcome}>{outcome}</td>}
    </tr>
  )
}

function Outcome({ item, isDraft }: { item: BulkChangeItem; isDraft: boolean }) {
  const word = isDraft && item.outcome === 'planned' ? 'To change' : OUTCOME_LABELS[item.outcome]
  const why =
    item.reason !== undefined
      ? inPlainWords(item.reason)
      : item.outcome === 'unchanged'
        ? unchangedWords(item)
        : undefined
  if (why === undefined) return word
  return (
    <>
      {word}: <Isolated text={why} />
    </>
  )
}
