import { useRouter, useSearch } from '@tanstack/react-router'
import { useSignIn } from '#src/api/session.ts'
import { SignInForm } from '#src/features/sign-in/SignInForm.tsx'
import styles from './SignInPage.module.css'

export function SignInPage() {
  const { redirect = '/agents' } = useSearch({ from: '/sign-in-theme/sign-in' })
  const router = useRouter()
  const signIn = useSignIn()
  return (
    <main className={styles.page}>
      <title>Sign in · Agent Console</title>
      <div className={styles.box}>
        <p className={styles.brand}>Agent Console</p>
        <h1>Sign in</h1>
        <SignInForm
          offersDemoAccounts
          // Back must not lead to a form that has done its work.
          onSubmit={(credentials) => signIn.mutateAsync(credentials).then(() => router.history.replace(redirect))}
        />
      </div>
    </main>
  )
}
