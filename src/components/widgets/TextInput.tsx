import TextField, { type TextFieldProps } from '@mui/material/TextField'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { capitalize } from '#src/lib/format.ts'

type TextInputProps = Omit<TextFieldProps, 'error' | 'name' | 'onChange' | 'onBlur'> & {
  field: UseFormRegisterReturn
  error?: string | undefined
}

/** A text field of a form, with its error beneath. */
export function TextInput({ field: { ref, ...field }, error, helperText, ...props }: TextInputProps) {
  return (
    <TextField
      {...props}
      {...field}
      inputRef={ref}
      error={error !== undefined}
      helperText={error === undefined ? helperText : capitalize(error)}
    />
  )
}
