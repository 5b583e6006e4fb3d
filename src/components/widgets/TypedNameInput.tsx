import TextField from '@mui/material/TextField'
import { Isolated } from '#src/components/Isolated.tsx'

interface TypedNameInputProps {
  label: string
  value: string
  onChange: (value: string) => void
}

/** A name typed again, before what cannot be undone. */
export const TypedNameInput = ({ label, value, onChange }: TypedNameInputProps) => (
  <TextField
    label={<Isolated text={label} />}
    value={value}
    onChange={(event) => onChange(event.target.value)}
    // A name can be longer than the dialog is wide, and must be read in full to be typed.
    slotProps={{ inputLabel: { shrink: true, sx: { whiteSpace: 'normal', overflowWrap: 'anywhere' } } }}
    autoFocus
    autoComplete="off"
    spellCheck={false}
  />
)
