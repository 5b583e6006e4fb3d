import { Button } from '#src/components/Button.tsx'
import { DialogFrame } from '#src/components/widgets/DialogFrame.tsx'
import { commandKey } from '#src/lib/keyboard.ts'
import styles from './KeyboardShortcuts.module.css'

/** Keys that are pressed together stand in one list. */
const shortcuts = (): readonly (readonly [what: string, keys: readonly string[]])[] => [
  ['Find agents, skills and actions', [commandKey(), 'K']],
  ['Search this page, or agents', ['/']],
  ['Show this list', ['?']],
  ['Set level (slider focused)', ['1 to 5']],
  ['Move a slider by one level', ['← →']],
  ['Move between rows in a list of agents', ['↑ ↓']],
  ['Select a row', ['x']],
  ['Undo your last change', [commandKey(), 'Z']],
  ['Close a dialog', ['Esc']],
]

export function KeyboardShortcuts({ onClose }: { onClose: () => void }) {
  return (
    <DialogFrame
      title="Keyboard shortcuts"
      onClose={onClose}
      actions={
        <Button onClick={onClose} autoFocus>
          Close
        </Button>
      }
    >
      <div className={styles.content}>
        <dl className={styles.list}>
          {shortcuts().map(([what, keys]) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <p className={styles.note}>Single keys don’t work while you type. You can turn them off in the account menu.</p>
      </div>
    </DialogFrame>
  )
}
