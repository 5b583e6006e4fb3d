import { useRef, type ComponentPropsWithoutRef } from 'react'
import { cx } from '#src/lib/cx.ts'
import { Button } from './Button.tsx'
import { CloseIcon } from './icons/CloseIcon.tsx'
import { SearchIcon } from './icons/SearchIcon.tsx'
import styles from './SearchField.module.css'

interface SearchFieldProps extends Omit<ComponentPropsWithoutRef<'input'>, 'type' | 'value' | 'className'> {
  value: string
  className?: string | undefined
  onClear: () => void
}

/** A field to search with: its icon, its text, and a button that clears it, in place of the browser's own. */
export function SearchField({ className, onClear, ...props }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <span className={cx(styles.field, className)}>
      <SearchIcon size={15} />
      <input
        ref={input}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={300}
        {...props}
        type="search"
      />
      {props.value !== '' ? (
        <Button
          variant="icon"
          className={styles.clear}
          aria-label="Clear search"
          // As the browser’s own: the keyboard clears the text in the field itself.
          tabIndex={-1}
          onClick={() => {
            onClear()
            input.current?.focus()
          }}
        >
          <CloseIcon size={14} />
        </Button>
      ) : (
        props['aria-keyshortcuts'] !== undefined && (
          <kbd className={styles.key} aria-hidden="true">
            {props['aria-keyshortcuts']}
          </kbd>
        )
      )}
    </span>
  )
}
