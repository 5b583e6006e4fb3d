import { agentsSearch } from '#src/domain/agent-filters/agents-search.ts'
import { filterWords, labelOf } from '#src/domain/agent-filters/filter-words.ts'
import { filtersOf } from '#src/domain/agent-filters/filters.ts'
import { useFilterNames } from '#src/domain/agent-filters/use-filter-names.ts'
import styles from './QuestionWords.module.css'

const SEARCHED = { login: 'Login ID', name: 'Last name', phone: 'Phone' } as const

interface QuestionWordsProps {
  /** As it stands in the URL of a list. */
  question: Record<string, string | string[]>
  except?: number
}

/** Says in the words of the filters which agents a question asks for. */
export function QuestionWords({ question, except = 0 }: QuestionWordsProps) {
  const search = agentsSearch.parse(question)
  const filters = filtersOf(search)
  const names = useFilterNames(filters)
  const { q, by } = search
  return (
    <ul className={styles.question} aria-label="Agents that match">
      {q !== '' && (
        <li>
          {by ? SEARCHED[by] : 'Search'}: <bdi>{q}</bdi>
        </li>
      )}
      {filters.map((filter) => (
        <li key={`${filter.name} ${filter.index}`}>
          {labelOf(filter)}: <bdi>{filterWords(filter, names)}</bdi>
        </li>
      ))}
      {q === '' && !filters.length && <li>All agents</li>}
      {except > 0 && <li>{except === 1 ? '1 exception' : `${except} exceptions`}</li>}
    </ul>
  )
}
