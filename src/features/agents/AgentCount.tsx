import type { AgentsSearch } from '#src/domain/agent-filters/agents-search.ts'
import styles from './AgentCount.module.css'
import { useCount } from './use-count.ts'

/** `2,000`, or `37 of 2,000` while something narrows the list. Without the figure the page is still the page. */
export function AgentCount({ search }: { search: AgentsSearch }) {
  const { foundWords, allWords, narrowed } = useCount(search)
  const words = narrowed ? foundWords && allWords && `${foundWords} of ${allWords}` : allWords
  return words && <span className={styles.count}>{words}</span>
}

/** The same beside the search, where a screen reader hears it change. */
export function CountOfSearch({ search }: { search: AgentsSearch }) {
  const { foundWords, allWords, narrowed } = useCount(search)
  return (
    <p role="status" className={styles.beside}>
      {allWords !== undefined &&
        foundWords !== undefined &&
        (narrowed ? `${foundWords} of ${allWords}` : `${allWords} ${allWords === '1' ? 'agent' : 'agents'}`)}
    </p>
  )
}
