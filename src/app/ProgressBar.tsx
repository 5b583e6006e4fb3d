import { useIsMutating } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import styles from './ProgressBar.module.css'

/**
 * Shows within a moment that a click was taken, while the page that it leads to, or the change that it made, is on its way.
 */
export function ProgressBar() {
  const isLoading = useRouterState({ select: (state) => state.isLoading })
  const isSaving = useIsMutating() > 0
  return (isLoading || isSaving) && <div role="progressbar" aria-label="Loading" className={styles.bar} />
}
