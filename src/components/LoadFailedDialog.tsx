import { reload } from '#src/lib/reload.ts'
import { Button } from './Button.tsx'
import { PlainDialog } from './PlainDialog.tsx'

export const LOAD_FAILED =
  'This part couldn’t be loaded: Agent Console was updated while the page was open, or the server can’t be reached.'

/** Stands in for a dialog whose code couldn’t be loaded. */
export const LoadFailedDialog = ({ onClose }: { onClose?: () => void }) => (
  <PlainDialog
    title="Reload to continue"
    onClose={onClose}
    actions={
      <>
        {onClose && <Button onClick={onClose}>Not now</Button>}
        <Button variant="primary" onClick={reload}>
          Reload
        </Button>
      </>
    }
  >
    {LOAD_FAILED} A reload brings the page up to date; what you typed on it and did not save is lost.
  </PlainDialog>
)
