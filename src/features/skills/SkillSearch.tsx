import { SearchField } from '#src/components/SearchField.tsx'
import { useTypedText } from '#src/components/use-typed-text.ts'
import styles from './SkillSearch.module.css'

export function SkillSearch({ q, onChange }: { q: string; onChange: (q: string) => void }) {
  const [text, type, sendOn] = useTypedText(q, onChange)
  return (
    <search className={styles.search}>
      <SearchField
        aria-keyshortcuts="/"
        aria-label="Search skills"
        placeholder="Name, description or ID"
        value={text}
        onChange={(event) => type(event.target.value)}
        onBlur={sendOn}
        onClear={() => {
          type('')
          sendOn()
        }}
      />
    </search>
  )
}
