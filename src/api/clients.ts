import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { refusal } from '#contract/access.ts'
import type { CurrentSession } from '#contract/dashboard.ts'
import { accessOf, call } from './call.ts'
import { chooseClient, chosenClient, forgetClient } from './client-choice.ts'
import { sessionQueries } from './session.ts'
import { NAMES_STALE_TIME } from './stale-times.ts'

export const clientQueries = {
  all: () => ['session', 'clients'] as const,
  /** Where this user may act, by name. A client where they no longer may is shown no longer. */
  list: ({ name, client }: CurrentSession) =>
    queryOptions({
      queryKey: [...clientQueries.all(), client.id, name],
      queryFn: async ({ signal }) => {
        const { client: clients } = await call('listClients', undefined, signal)
        const chosen = chosenClient()
        if (chosen !== undefined && !clients.some(({ id }) => id === chosen)) forgetClient()
        return clients
      },
      staleTime: NAMES_STALE_TIME,
    }),
}

const OWNER_OF = { agent: 'readClientOfAgent', skill: 'readClientOfAgentSkill' } as const

/**
 * Has the tab show the client that an object belongs to: a link says only which object, and its skills, services and history
 * have names in its own client alone. For who may see several. Resolves to the client's name where it was another;
 * `isMeant` says whether the object is still what is looked at.
 */
export async function showClientOf(
  queryClient: QueryClient,
  what: keyof typeof OWNER_OF,
  id: number,
  isMeant: () => boolean,
): Promise<string | undefined> {
  const session = await queryClient.ensureQueryData(sessionQueries.current())
  if (refusal(accessOf('listClients'), session)) return undefined
  const clients = await queryClient.ensureQueryData(clientQueries.list(session))
  if (clients.length < 2) return undefined
  const owner = await call(OWNER_OF[what], { params: { id } })
  if (owner.client === (chosenClient() ?? session.client.id) || !isMeant()) return undefined
  chooseClient(owner.client, session)
  return clients.find((client) => client.id === owner.client)?.displayName
}
