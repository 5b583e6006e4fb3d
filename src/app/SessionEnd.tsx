import { useIsSessionEnded } from '#src/api/session-end.ts'
import { lazyDialog } from '#src/components/lazy-dialog.tsx'

const SignInAgain = lazyDialog(() => import('./sign-in-again.ts').then((m) => m.SignInAgain))

/** Asks for a sign-in over the open page when its session ends. */
export const SessionEnd = () => useIsSessionEnded() && <SignInAgain />
