import Autocomplete from '@mui/material/Autocomplete'
import type { HTMLAttributes, Key } from 'react'
import TextField from '@mui/material/TextField'

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

/** Chooses one thing, or several, by name. */
export function ChoiceCombobox({
  label,
  options = [],
  failure,
  chosen,
  several = false,
  onChange,
  onSearch,
  error,
  autoFocus = true,
}: ChoiceComboboxProps) {
  const values = chosen.map((id) => options.find((option) => option.id === id) ?? { id, name: String(id) })
  const shared = {
    options,
    getOptionLabel: ({ name }: Choice) => name,
    getOptionKey: ({ id }: Choice) => id,
    renderOption: ({ key, ...props }: HTMLAttributes<HTMLLIElement> & { key: Key }, { name }: Choice) => (
      <li key={key} {...props}>
        <bdi>{name}</bdi>
      </li>
    ),
    isOptionEqualToValue: (one: Choice, other: Choice) => one.id === other.id,
    autoHighlight: true,
    openOnFocus: true,
    // In a popover, which nothing outside it can cover.
    disablePortal: true,
    noOptionsText: failure ?? 'No matches: try fewer letters',
    ...(onSearch && {
      filterOptions: (found: Choice[]) => found,
      onInputChange: (_event: unknown, text: string) => onSearch(text),
    }),
    renderInput: (params: object) => (
      <TextField
        {...params}
        label={label}
        placeholder="Name"
        autoFocus={autoFocus}
        error={error !== undefined}
        helperText={error}
      />
    ),
  }
  if (several)
    return (
      <Autocomplete
        {...shared}
        multiple
        filterSelectedOptions
        value={values}
        onChange={(_event, next) => onChange(next.map(({ id }) => id))}
      />
    )
  return (
    <Autocomplete {...shared} value={values[0] ?? null} onChange={(_event, next) => onChange(next ? [next.id] : [])} />
  )
}
