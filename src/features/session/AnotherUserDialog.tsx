import { useQuery } from '@tanstack/react-query'
import { useReplacement } from '#src/api/page-user.ts'
import { sessionQueries } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { PlainDialog } from '#src/components/PlainDialog.tsx'
import { reload } from '#src/lib/reload.ts'
import { isolate } from '#src/lib/isolate.ts'

/** Over the page of a user whose session another tab replaced. It goes by itself when that user is signed in again. */
export function AnotherUserDialog() {
  const user = useReplacement()
  return user !== undefined && <Replaced key={user} by={user} />
}

function Replaced({ by }: { by: string }) {
  const { data: session } = useQuery(sessionQueries.replacing(by))
  const name = session?.name ?? 'someone else'
  return (
    <PlainDialog
      title={`Signed in as ${isolate(name)}`}
      actions={
        <Button variant="primary" autoFocus onClick={reload}>
          Continue as <bdi>{name}</bdi>
        </Button>
      }
    >
      Another tab of this browser signed in as <bdi>{name}</bdi>
      {session && (
        <>
          {' of '}
          <bdi>{session.client.displayName}</bdi>
        </>
      )}
      , so nothing more is sent from this page. If you continue, anything you typed here and didn’t save is lost.
    </PlainDialog>
  )
}
