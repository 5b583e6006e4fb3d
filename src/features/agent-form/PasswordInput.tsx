import { useState } from 'react'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { Button } from '#src/components/Button.tsx'
import { TextInput } from '#src/components/form/TextInput.tsx'
import { notify } from '#src/components/toast.ts'
import { generatePassword } from './generate-password.ts'
import styles from './PasswordInput.module.css'

interface PasswordInputProps {
  field: UseFormRegisterReturn
  error: string | undefined
  /** What the field holds now. */
  value: string
  onGenerate: (password: string) => void
  autoFocus?: boolean
}

async function copy(password: string) {
  try {
    await navigator.clipboard.writeText(password)
    notify('Password copied')
  } catch {
    notify('The browser did not allow copying: select the password and copy it', { tone: 'failed' })
  }
}

/** A new password for somebody else: typed, or made here and shown, so that it can be passed on. It is kept nowhere. */
export function PasswordInput({ field, error, value, onGenerate, autoFocus = false }: PasswordInputProps) {
  const [isShown, setIsShown] = useState(false)
  return (
    <div className={styles.field}>
      <TextInput
        label="Password"
        type={isShown ? 'text' : 'password'}
        field={field}
        error={error}
        helperText="At least 8 characters, with a digit. Not stored anywhere here: pass it on before you leave."
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
