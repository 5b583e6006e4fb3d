import { useState } from 'react'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { Button } from '#src/components/Button.tsx'
import { notify } from '#src/components/toast.ts'
import { generatePassword } from '#src/lib/generate-password.ts'
import styles from './PasswordInput.module.css'
import { TextInput } from './TextInput.tsx'

interface PasswordInputProps {
  label?: string
  helperText?: string
  field: UseFormRegisterReturn
  error: string | undefined
  /** The field's current value. */
  value: string
  onGenerate: (password: string) => void
  autoFocus?: boolean
}

async function copy(password: string) {
  try {
    await navigator.clipboard.writeText(password)
    notify('Password copied')
  } catch {
    notify('Couldn’t copy. Select the password and copy it yourself.', { tone: 'failed' })
  }
}

/** A new password, for somebody else unless other words are given: typed, or made here and shown. It is kept nowhere. */
export function PasswordInput({
  label = 'Password',
  helperText = 'At least 8 characters, with a digit. It isn’t shown again: copy it before you save.',
  field,
  error,
  value,
  onGenerate,
  autoFocus = false,
}: PasswordInputProps) {
  const [isShown, setIsShown] = useState(false)
  return (
    <div className={styles.field}>
      <TextInput
        label={label}
        type={isShown ? 'text' : 'password'}
        field={field}
        error={error}
        helperText={helperText}
        required
        autoFocus={autoFocus}
        autoComplete="new-password"
        autoCapitalize="off"
        spellCheck={false}
      />
      <div className={styles.actions}>
        <Button
          size="small"
          onClick={() => {
            setIsShown(true)
            onGenerate(generatePassword())
          }}
        >
          Generate
        </Button>
        <Button size="small" variant="quiet" aria-pressed={isShown} onClick={() => setIsShown(!isShown)}>
          Show
        </Button>
        {value !== '' && (
          <Button size="small" variant="quiet" onClick={() => void copy(value)}>
            Copy
          </Button>
        )}
      </div>
    </div>
  )
}
