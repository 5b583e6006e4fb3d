import { useNavigate } from '@tanstack/react-router'
import { useSignOut } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { notifyRefused } from '#src/components/toast.ts'

export function SignOutButton() {
  const navigate = useNavigate()
  const signOut = useSignOut(() => navigate({ to: '/sign-in' }))
  return (
    <Button size="small" busy={signOut.isPending} onClick={() => signOut.mutate(undefined, { onError: notifyRefused })}>
      Sign out
    </Button>
  )
}
