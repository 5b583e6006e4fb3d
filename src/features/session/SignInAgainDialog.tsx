import Dialog from '@mui/material/Dialog'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useId } from 'react'
import { sessionQueries, useSignInAgain } from '#src/api/session.ts'
import { SignInForm } from './SignInForm.tsx'
import styles from './SignInAgainDialog.module.css'

/** Over a page whose session ended. Nothing behind it works until somebody signs in, so nothing closes it but that. */
export function SignInAgainDialog() {
  const titleId = useId()
  const reasonId = useId()
  const signIn = useSignInAgain()
  const router = useRouter()
  const { data: session } = useQuery(sessionQueries.current())
  return (
    <Dialog open aria-labelledby={titleId} aria-describedby={reasonId}>
      <div className={styles.content}>
        <div>
          <h2 id={titleId} className={styles.title}>
            Sign in
          </h2>
          <p id={reasonId} className={styles.reason}>
            Your session ended. Sign in to go on where you were: what you typed is still here.
          </p>
        </div>
        <SignInForm
          account={session && { clientName: session.client.code, userName: session.name }}
          // Another user may not see the client that the page's address names.
          onSubmit={(account) => signIn.mutateAsync(account).then(() => router.invalidate())}
        />
      </div>
    </Dialog>
  )
}
