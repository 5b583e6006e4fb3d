import { zodResolver } from '@hookform/resolvers/zod'
import { useRef } from 'react'
import { useForm } from 'react-hook-form'
import type { ApiError } from '#contract/client.ts'
import { faultsAt } from '#src/api/form-errors.ts'
import { credentials, type Credentials } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { ErrorMessage } from '#src/components/ErrorMessage.tsx'
import { TextInput } from '#src/components/widgets/TextInput.tsx'
import { showFaults } from '#src/components/form/show-faults.ts'
import { DemoAccounts } from './DemoAccounts.tsx'
import styles from './SignInForm.module.css'

const FIELDS = ['clientName', 'userName', 'password'] as const

interface SignInFormProps {
  /** The user who will most likely sign in: then only the password is asked for. */
  account?: Omit<Credentials, 'password'> | undefined
  onSubmit: (credentials: Credentials) => Promise<unknown>
  offersDemoAccounts?: boolean
}

export function SignInForm({ account, onSubmit, offersDemoAccounts = false }: SignInFormProps) {
  const submitButton = useRef<HTMLButtonElement>(null)
  const form = useForm<Credentials>({
    resolver: zodResolver(credentials),
    defaultValues: { clientName: '', userName: '', password: '', ...account },
  })
  const { errors } = form.formState
  const submit = form.handleSubmit((body) =>
    onSubmit(body).catch((error: ApiError) => showFaults(form, faultsAt(error, FIELDS))),
  )
  return (
    <>
      <form noValidate className={styles.form} onSubmit={(event) => void submit(event)}>
        <TextInput
          label="Client"
          field={form.register('clientName')}
          error={errors.clientName?.message}
          autoComplete="organization"
          autoFocus={!account}
        />
        <TextInput
          label="User name"
          field={form.register('userName')}
          error={errors.userName?.message}
          autoComplete="username"
        />
        <TextInput
          label="Password"
          type="password"
          field={form.register('password')}
          error={errors.password?.message}
          autoComplete="current-password"
          autoFocus={!!account}
        />
        {errors.root?.message && <ErrorMessage>{errors.root.message}</ErrorMessage>}
        <Button ref={submitButton} type="submit" variant="primary" busy={form.formState.isSubmitting}>
          Sign in
        </Button>
      </form>
      {offersDemoAccounts && (
        <DemoAccounts
          onPick={(picked) => {
            form.reset(picked)
            submitButton.current?.focus()
          }}
        />
      )}
    </>
  )
}
