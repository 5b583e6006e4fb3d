import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { SkillHolder } from '#src/api/agent-skills.ts'
import { VisuallyHidden } from '#src/components/VisuallyHidden.tsx'
import { FAINTEST, STRONGEST } from './level-words.ts'
import { SkillHolderRow } from './SkillHolderRow.tsx'
import styles from './SkillHolders.module.css'

/** In pixels; every row is measured once it is drawn. */
const ROW_HEIGHT = 52
const OVERSCAN = 6

interface SkillHoldersTableProps {
  skillId: number
  holders: readonly SkillHolder[]
  onRemove: () => void
}

/** The agents of a skill, however many: only those in sight are drawn. */
export function SkillHoldersTable({ skillId, holders, onRemove }: SkillHoldersTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: holders.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => holders[index]?.id ?? index,
    overscan: OVERSCAN,
  })
  const drawn = virtualizer.getVirtualItems()
  return (
    <div ref={scroller} className={styles.scroller}>
      {/* Not a `table`: on a narrow screen the slider stands under the name. */}
      <div role="table" aria-label="Agents" aria-rowcount={holders.length + 1}>
        <div role="rowgroup" className={styles.top}>
          <div role="row" className={styles.head} aria-rowindex={1}>
            <span role="columnheader">Agent</span>
            <span role="columnheader" className={styles.scale}>
              <VisuallyHidden>Proficiency</VisuallyHidden>
              <span className={styles.ends} aria-hidden="true">
                <span>{STRONGEST}</span>
                <span>{FAINTEST}</span>
              </span>
            </span>
            <span role="columnheader">
              <VisuallyHidden>Saving</VisuallyHidden>
            </span>
            <span role="columnheader">
              <VisuallyHidden>Remove</VisuallyHidden>
            </span>
          </div>
        </div>
        <div
          role="rowgroup"
          // What is not drawn is blank, so that the list is as long as all of it.
          style={{
            paddingTop: drawn[0]?.start ?? 0,
            paddingBottom: virtualizer.getTotalSize() - (drawn.at(-1)?.end ?? 0),
          }}
        >
          {drawn.map(({ index, key }) => {
            const holder = holders[index]
            return (
              holder && (
                <SkillHolderRow
                  key={key}
                  ref={virtualizer.measureElement}
                  skillId={skillId}
                  holder={holder}
                  index={index}
                  onRemove={onRemove}
                />
              )
            )
          })}
        </div>
      </div>
    </div>
  )
}
