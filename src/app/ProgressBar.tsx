import { useIsMutating } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import styles from './ProgressBar.module.css'

/** Shows at once that a click was taken, while its page or its change is on the way. */
export function ProgressBar() {
  const isLoading = useRouterState({ select: (state) => state.isLoading })
  const isSaving = useIsMutating() > 0
  return (isLoading || isSaving) && <div role="progressbar" aria-label="Loading" className={styles.bar} />
}
