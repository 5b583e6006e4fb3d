import { useId } from 'react'
import { Panel } from '#src/components/Panel.tsx'
import styles from './BulkChanges.module.css'
import type { ChangeForm } from './change-form.ts'
import { PastedField } from './PastedField.tsx'
import { QuestionWords } from './QuestionWords.tsx'

interface WhoFieldProps {
  form: Pick<ChangeForm, 'chosen' | 'isPasting' | 'typed' | 'blocks'>
  isChecked: boolean
  /** The server's, of those chosen. */
  refusal: string | undefined
  onChange: (change: Partial<ChangeForm>) => void
}

/** Which agents: those chosen in a list, or pasted login IDs. */
export function WhoField({ form: { chosen, isPasting, typed, blocks }, isChecked, refusal, onChange }: WhoFieldProps) {
  const id = useId()
  return (
    <Panel title="Agents">
      <div className={styles.body}>
        {chosen && (
          <fieldset className={styles.levels} aria-label="Which agents">
            <label className={styles.choice}>
              <input
                type="radio"
                name={`${id}who`}
                checked={!isPasting}
                onChange={() => onChange({ isPasting: false })}
              />
              {chosen.words}
            </label>
            <label className={styles.choice}>
              <input
                type="radio"
                name={`${id}who`}
                checked={isPasting}
                onChange={() => onChange({ isPasting: true })}
              />
              Paste login IDs
            </label>
          </fieldset>
        )}
        {!isPasting && chosen?.who.question && (
          <QuestionWords question={chosen.who.question} except={chosen.who.except?.length ?? 0} />
        )}
        {refusal !== undefined && (
          <p role="alert" className={styles.problem}>
            {refusal}
          </p>
        )}
        {isPasting && <PastedField typed={typed} blocks={blocks} isChecked={isChecked} onChange={onChange} />}
      </div>
    </Panel>
  )
}
