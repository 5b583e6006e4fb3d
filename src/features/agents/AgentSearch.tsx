import { ChevronDownIcon } from '#src/components/icons/ChevronDownIcon.tsx'
import { SearchIcon } from '#src/components/icons/SearchIcon.tsx'
import styles from './AgentSearch.module.css'
import { CRITERION_HINTS, CRITERION_LABELS, type AgentsSearch } from './agents-search.ts'
import { useTypedText } from './use-typed-text.ts'

interface AgentSearchProps {
  search: AgentsSearch
  onChange: (change: Partial<AgentsSearch>) => void
}

export function AgentSearch({ search: { q, by }, onChange }: AgentSearchProps) {
  const [text, type, sendOn] = useTypedText(q, (typed) => onChange({ q: typed }))
  return (
    <search className={styles.search}>
      <span className={styles.criterion}>
        <select
          aria-label="Search by"
          value={by}
          onChange={(event) => {
            const chosen = CRITERION_LABELS.find(([criterion]) => criterion === event.target.value)
            if (chosen) onChange({ by: chosen[0] })
          }}
        >
          {CRITERION_LABELS.map(([criterion, label]) => (
            <option key={criterion} value={criterion}>
              {label}
            </option>
          ))}
        </select>
        <ChevronDownIcon size={14} />
      </span>
      <span className={styles.text}>
        <SearchIcon size={15} />
        <input
          // The key “/” leads here, from every page.
          id="search-agents"
          aria-keyshortcuts="/"
          type="search"
          aria-label="Search agents"
          placeholder={CRITERION_HINTS[by]}
          value={text}
          onChange={(event) => type(event.target.value)}
          onBlur={sendOn}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={100}
        />
        <kbd className={styles.key} aria-hidden="true">
          /
        </kbd>
      </span>
    </search>
  )
}
