import TextField from '@mui/material/TextField'

interface SearchInputProps {
  label: string
  value: string
  autoFocus?: boolean
  onChange: (value: string) => void
}

/** Narrows a list within a form. */
export const SearchInput = ({ label, value, autoFocus = false, onChange }: SearchInputProps) => (
  <TextField
    label={label}
    type="search"
    value={value}
    onChange={(event) => onChange(event.target.value)}
    autoFocus={autoFocus}
    autoComplete="off"
    // Enter here would submit a form in which nothing may be chosen yet.
    onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
  />
)
