import { useEffect, useEffectEvent, useId, useMemo, useRef } from 'react'
import { MOST_LINES, pastedProblem } from '#contract/bulk-change-agents.ts'
import { Button } from '#src/components/Button.tsx'
import { CloseIcon } from '#src/components/icons/CloseIcon.tsx'
import { formatCount } from '#src/lib/format.ts'
import styles from './BulkChanges.module.css'
import { BLOCK_FROM, newBlock, pastedText, type ChangeForm } from './change-form.ts'

interface PastedFieldProps extends Pick<ChangeForm, 'typed' | 'blocks'> {
  isChecked: boolean
  onChange: (change: Partial<ChangeForm>) => void
}

/** Login IDs, typed or pasted. A long text becomes a line that says how many it has: a text field would freeze the page. */
export function PastedField({ typed, blocks, isChecked, onChange }: PastedFieldProps) {
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const text = useMemo(() => pastedText({ typed, blocks }), [typed, blocks])
  const found = useMemo(() => pastedProblem(text), [text])
  // An empty field lacks something only once somebody wants to go on.
  const problem = isChecked || text ? found : undefined

  const takeLong = useEffectEvent((event: InputEvent) => {
    const long = event.data ?? event.dataTransfer?.getData('text/plain') ?? ''
    if (long.length < BLOCK_FROM || !field.current) return
    event.preventDefault()
    const { value, selectionStart, selectionEnd } = field.current
    onChange({ typed: value.slice(0, selectionStart) + value.slice(selectionEnd), blocks: [...blocks, newBlock(long)] })
  })
  // React's own event of this name is another, and knows no pasted text.
  useEffect(() => {
    const { current } = field
    current?.addEventListener('beforeinput', takeLong)
    return () => current?.removeEventListener('beforeinput', takeLong)
  }, [])

  return (
    <div className={styles.field}>
      <label htmlFor={`${id}pasted`}>Login IDs</label>
      <textarea
        ref={field}
        id={`${id}pasted`}
        rows={6}
        spellCheck={false}
        value={typed}
        aria-invalid={problem !== undefined}
        aria-describedby={`${problem === undefined ? '' : `${id}problem `}${id}hint`}
        onChange={(event) => onChange({ typed: event.target.value })}
      />
      {blocks.map((block, index) => (
        <p key={index} role="status" className={styles.block}>
          {formatCount(block.count)} login IDs pasted
          <Button
            variant="icon"
            data-goes
            aria-label={`Remove ${formatCount(block.count)} pasted`}
            onClick={() => {
              onChange({ blocks: blocks.filter((each) => each !== block) })
              field.current?.focus()
            }}
          >
            <CloseIcon />
          </Button>
        </p>
      ))}
      {problem !== undefined && (
        <p id={`${id}problem`} role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <p id={`${id}hint`} className={styles.hint}>
        One per line, or separated by commas, semicolons or tabs. Up to {formatCount(MOST_LINES)}.
      </p>
    </div>
  )
}
