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
      <title>Reload to continue · Agent Console</title>
      <h1>Reload to continue</h1>
      <p>{LOAD_FAILED} Everything you saved is safe.</p>
      <Button variant="primary" onClick={reload}>
        Reload
      </Button>
    </div>
  ) : (
    <div className={styles.message} role="alert">
      <title>Something went wrong · Agent Console</title>
      <h1>Something went wrong</h1>
      <p>
        Everything you saved is safe. Reload the page. If this happens again, send this to your IT team:{' '}
        {error instanceof Error ? error.message : String(error)}
      </p>
      <div className={styles.ways}>
        <Button variant="primary" onClick={reload}>
          Reload
        </Button>
        <a href="/agents">Go to Agents</a>
      </div>
    </div>
  )
