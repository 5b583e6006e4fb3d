import TextField, { type TextFieldProps } from '@mui/material/TextField'
import type { UseFormRegisterReturn } from 'react-hook-form'
import type { ReactNode } from 'react'
// oxlint-disable-next-line no-restricted-imports -- the mark of an empty field, which says nothing of the domain
import { REQUIRED } from '#contract/common.ts'
import { capitalize, enterThe } from '#src/lib/format.ts'

type TextInputProps = Omit<TextFieldProps, 'error' | 'name' | 'onChange' | 'onBlur'> & {
  field: UseFormRegisterReturn
  error?: string | undefined
}

/** `Enter the login ID` where it is empty. */
const errorInWords = (error: string, label: ReactNode) =>
  error === REQUIRED && typeof label === 'string' ? enterThe(label) : capitalize(error)

/** A text field of a form, with its error beneath. */
export function TextInput({ field: { ref, ...field }, error, helperText, ...props }: TextInputProps) {
  return (
    <TextField
      {...props}
      {...field}
      inputRef={ref}
      error={error !== undefined}
      helperText={error === undefined ? helperText : errorInWords(error, props.label)}
    />
  )
}
