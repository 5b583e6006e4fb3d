import Autocomplete from '@mui/material/Autocomplete'
import type { HTMLAttributes, Key } from 'react'
import TextField from '@mui/material/TextField'
import { findNamed } from '#src/lib/find-named.ts'
import styles from './AddCombobox.module.css'

export interface Choice {
  id: number
  name: string
}

interface ChoiceComboboxProps {
  label: string
  /** Undefined while they are on their way. */
  options: readonly Choice[] | undefined
  /** Why they could not be read. */
  failure: string | undefined
  /** Ids. One that is no option any more is shown as such. */
  chosen: readonly number[]
  /** More than one can be chosen. */
  several?: boolean
  onChange: (ids: number[]) => void
  /** Called with the typed text, where the caller finds the options. */
  onSearch?: (text: string) => void
  error?: string | undefined
  autoFocus?: boolean
}

/** Chooses one thing, or several, by name or ID. */
export function ChoiceCombobox({
  label,
  options,
  failure,
  chosen,
  several = false,
  onChange,
  onSearch,
  error,
  autoFocus = true,
}: ChoiceComboboxProps) {
  const values = chosen.map((id) => options?.find((option) => option.id === id) ?? { id, name: String(id) })
  // An Enter before there is anything to choose would be lost.
  const isWaiting = !options && failure === undefined
  const shared = {
    options: options ?? [],
    disabled: isWaiting,
    getOptionLabel: ({ name }: Choice) => name,
    getOptionKey: ({ id }: Choice) => id,
    renderOption: ({ key, ...props }: HTMLAttributes<HTMLLIElement> & { key: Key }, { id, name }: Choice) => (
      <li key={key} {...props}>
        <bdi className={styles.name}>{name}</bdi>
        {!onSearch && <span className={styles.id}>{id}</span>}
      </li>
    ),
    isOptionEqualToValue: (one: Choice, other: Choice) => one.id === other.id,
    autoHighlight: true,
    openOnFocus: true,
    // In a popover, which nothing outside it can cover.
    disablePortal: true,
    noOptionsText: failure ?? 'No matches. Try fewer letters.',
    filterOptions: (all: Choice[], { inputValue }: { inputValue: string }) =>
      onSearch ? all : findNamed(all, inputValue),
    ...(onSearch && { onInputChange: (_event: unknown, text: string) => onSearch(text) }),
    renderInput: (params: object) => (
      <TextField
        {...params}
        label={label}
        placeholder={onSearch ? 'Name, login ID or phone' : 'Name or ID'}
        autoFocus={autoFocus}
        error={error !== undefined}
        helperText={error}
      />
    ),
  }
  if (several)
    return (
      <Autocomplete
        key={String(isWaiting)}
        {...shared}
        multiple
        filterSelectedOptions
        value={values}
        onChange={(_event, next) => onChange(next.map(({ id }) => id))}
      />
    )
  return (
    <Autocomplete
      // Begun again, it takes the focus as soon as it can.
      key={String(isWaiting)}
      {...shared}
      value={values[0] ?? null}
      onChange={(_event, next) => onChange(next ? [next.id] : [])}
    />
  )
}
