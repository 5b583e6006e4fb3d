import { CheckIcon } from '#src/components/icons/CheckIcon.tsx'
import styles from './SaveState.module.css'

/** Says that a level is being saved, then that it has been saved. */
export const SaveState = ({ state }: { state: 'idle' | 'saving' | 'saved' }) => (
  <span className={styles.state} role="status">
    {state === 'saving' && 'Saving…'}
    {state === 'saved' && (
      <span className={styles.saved}>
        <CheckIcon size={13} />
        Saved
      </span>
    )}
  </span>
)
