import styles from './ListSearch.module.css'
import { SearchField } from './SearchField.tsx'
import { useTypedText } from './use-typed-text.ts'

interface ListSearchProps {
  label: string
  placeholder: string
  q: string
  /** "3 of 24" while something is searched for. */
  found: string | false | undefined
  onChange: (q: string) => void
}

/** The search above a list that the browser has as a whole. */
export function ListSearch({ label, placeholder, q, found, onChange }: ListSearchProps) {
  const [text, type, sendOn] = useTypedText(q, onChange)
  return (
    <div className={styles.tools}>
      <search className={styles.search}>
        <SearchField
          aria-keyshortcuts="/"
          aria-label={label}
          placeholder={placeholder}
          value={text}
          onChange={(event) => type(event.target.value)}
          onBlur={sendOn}
          onClear={() => {
            type('')
            sendOn()
          }}
        />
      </search>
      <p role="status" className={styles.found}>
        {found}
      </p>
    </div>
  )
}
