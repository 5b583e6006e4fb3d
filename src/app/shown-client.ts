import type { QueryClient } from '@tanstack/react-query'
import { clientInsteadOf, otherClientOf } from '#src/api/clients.ts'
import { notify } from '#src/components/toast.ts'
import { isolate } from '#src/lib/isolate.ts'

export interface RouterContext {
  queryClient: QueryClient
  /** The client on screen; undefined means the session's own. */
  switchClient: (client: number | undefined) => Promise<void>
}

export type ObjectKind = 'agent' | 'skill' | 'service'

/** Goes to the session's own client from one where its user may not act. */
export function leaveForbiddenClient({ queryClient, switchClient }: RouterContext, client: number) {
  const leave = async () => {
    const own = await clientInsteadOf(queryClient, client)
    if (!own) return
    await switchClient(undefined)
    notify(`You can’t see client ${client}. This is ${isolate(own.displayName)}.`, { tone: 'failed' })
  }
  // The panels say why nothing can be read.
  leave().catch(() => undefined)
}

/** Shows the client of an object: a link may name the object alone. */
export function followOwner({ queryClient, switchClient }: RouterContext, what: ObjectKind, id: number) {
  const { pathname } = window.location
  const follow = async () => {
    const client = await otherClientOf(queryClient, what, id)
    if (!client || window.location.pathname !== pathname) return
    await switchClient(client.isOwn ? undefined : client.id)
    notify(`Switched to ${isolate(client.displayName)}, where this ${what} belongs`)
  }
  // The page itself says where the object cannot be read.
  follow().catch(() => undefined)
}
