import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { sessionQueries, useSignInAgain } from '#src/api/session.ts'
import { SignInForm } from './SignInForm.tsx'
import { DialogFrame } from '#src/components/widgets/DialogFrame.tsx'
import styles from './SignInAgainDialog.module.css'

/** Over a page whose session ended. Nothing behind it works until somebody signs in, so nothing closes it but that. */
export function SignInAgainDialog() {
  const signIn = useSignInAgain()
  const router = useRouter()
  const { data: session } = useQuery(sessionQueries.current())
  return (
    <DialogFrame title="Sign in" description="Your session ended. Sign in to continue: what you typed is still here.">
      <div className={styles.content}>
        <SignInForm
          account={session && { clientName: session.client.code, userName: session.name }}
          // Another user may not see the client that the page's address names.
          onSubmit={(account) => signIn.mutateAsync(account).then(() => router.invalidate())}
        />
      </div>
    </DialogFrame>
  )
}
