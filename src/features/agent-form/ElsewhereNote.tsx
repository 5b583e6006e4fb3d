import { Button } from '#src/components/Button.tsx'
import { SETTING_LABELS, type Setting, type Settings } from './agent-schemas.ts'
import styles from './ElsewhereNote.module.css'
import { inWords } from './setting-words.ts'

interface ElsewhereNoteProps {
  setting: Setting
  opened: Settings
  now: Settings
  /** As this person has set the field; undefined when they have not, or when it is not a value yet. */
  mine: Settings[Setting] | undefined
  /** They mean to replace what is there now. */
  replacing: boolean
  onKeepMine: () => void
  onTakeTheirs: () => void
}

/** Says under a field that somebody else changed it while this form was open, and asks whose value it is to be. */
export function ElsewhereNote(props: ElsewhereNoteProps) {
  const { setting, opened, now, mine, replacing, onKeepMine, onTakeTheirs } = props
  if (now[setting] === opened[setting] || now[setting] === mine) return null
  const theirs = inWords(now[setting])
  if (mine === undefined)
    return (
      <p className={styles.note} role="status">
        Changed elsewhere just now: it was “{inWords(opened[setting])}”, and is “{theirs}”.
      </p>
    )
  if (replacing)
    return (
      <p className={styles.note} role="status">
        Yours replaces “{theirs}”, which somebody else has set.
      </p>
    )
  const label = SETTING_LABELS[setting]
  return (
    <div className={styles.conflict} role="alert">
      <p>Somebody else has changed this too.</p>
      <dl>
        <dt>Mine</dt>
        <dd>{inWords(mine)}</dd>
        <dt>Theirs</dt>
        <dd>{theirs}</dd>
      </dl>
      <div className={styles.choices}>
        <Button size="small" aria-label={`Keep mine: ${label}`} onClick={onKeepMine}>
          Keep mine
        </Button>
        <Button size="small" aria-label={`Take theirs: ${label}`} onClick={onTakeTheirs}>
          Take theirs
        </Button>
      </div>
    </div>
  )
}
