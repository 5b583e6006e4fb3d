import { useId } from 'react'
import type { SearchBy } from '#contract/agent-question.ts'
import { ChevronDownIcon } from '#src/components/icons/ChevronDownIcon.tsx'
import { SearchField } from '#src/components/SearchField.tsx'
import { useTypedText } from '#src/components/use-typed-text.ts'
import type { AgentsSearch } from './agents-search.ts'
import styles from './AgentSearch.module.css'

const CHOICES: readonly (readonly [SearchBy | undefined, string, string])[] = [
  [undefined, 'Everything', 'Name, login ID, phone or IP'],
  ['login', 'Login ID', 'Any part of a login ID'],
  ['name', 'Last name', 'Any part of a last name'],
  ['phone', 'Phone', 'The full phone number'],
]

interface AgentSearchProps {
  label?: string
  search: AgentsSearch
  /** Why the text cannot be searched for. */
  problem: string | undefined
  onChange: (change: Partial<AgentsSearch>) => void
}

export function AgentSearch({ label = 'Search agents', search: { q, by }, problem, onChange }: AgentSearchProps) {
  const [text, type, sendOn] = useTypedText(q, (typed) => onChange({ q: typed }))
  const problemId = useId()
  return (
    <search className={styles.place}>
      <div className={styles.search}>
        <span className={styles.criterion}>
          <select
            aria-label="Search by"
            value={by ?? ''}
            onChange={(event) => onChange({ by: CHOICES.find(([choice]) => choice === event.target.value)?.[0] })}
          >
            {CHOICES.map(([choice = '', label]) => (
              <option key={choice} value={choice}>
                {label}
              </option>
            ))}
          </select>
          <ChevronDownIcon size={14} />
        </span>
        <SearchField
          // The key “/” leads here, from every page without a search of its own.
          id="search-agents"
          aria-keyshortcuts="/"
          className={styles.text}
          aria-label={label}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : problemId}
          placeholder={CHOICES.find(([choice]) => choice === by)?.[2]}
          value={text}
          onChange={(event) => type(event.target.value)}
          onBlur={sendOn}
          onClear={() => {
            type('')
            sendOn()
          }}
        />
      </div>
      {problem !== undefined && (
        <p id={problemId} role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </search>
  )
}
