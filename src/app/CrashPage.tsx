import type { ErrorComponentProps } from '@tanstack/react-router'
import { Button } from '#src/components/Button.tsx'
import { LOAD_FAILED } from '#src/components/LoadFailedDialog.tsx'
import { reload } from '#src/lib/reload.ts'
import { isLoadError } from './load-errors.ts'
import styles from './Message.module.css'

/** Shown when a page breaks. It uses nothing that may be broken too: its way out reloads the dashboard. */
export const CrashPage = ({ error }: ErrorComponentProps) =>
  isLoadError(error) ? (
    <div className={styles.message} role="alert">
      <title>Reload to go on · Agent Console</title>
      <h1>Reload to go on</h1>
      <p>{LOAD_FAILED} What you saved is safe.</p>
      <Button variant="primary" onClick={reload}>
        Reload
      </Button>
    </div>
  ) : (
    <div className={styles.message} role="alert">
      <title>Something broke · Agent Console</title>
      <h1>This page broke</h1>
      <p>
        What you saved is safe. Load the page again; if it breaks again, pass this on to your IT:{' '}
        {error instanceof Error ? error.message : String(error)}
      </p>
      <div className={styles.ways}>
        <Button variant="primary" onClick={reload}>
          Load again
        </Button>
        <a href="/agents">To the agents</a>
      </div>
    </div>
  )
