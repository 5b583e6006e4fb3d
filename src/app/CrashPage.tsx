import type { ErrorComponentProps } from '@tanstack/react-router'
import { Button } from '#src/components/Button.tsx'
import styles from './Message.module.css'

/** What is left when a page breaks. It uses nothing that may be broken too: its way out loads the dashboard anew. */
export const CrashPage = ({ error }: ErrorComponentProps) => (
  <div className={styles.message} role="alert">
    <title>Something broke · Agent Console</title>
    <h1>This page broke</h1>
    <p>
      What you saved is safe. Load the page again; if it breaks again, pass this on to your IT:{' '}
      {error instanceof Error ? error.message : String(error)}
    </p>
    <div className={styles.ways}>
      <Button variant="primary" onClick={() => window.location.reload()}>
        Load again
      </Button>
      <a href="/agents">To the agents</a>
    </div>
  </div>
)
