import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { refusal } from '#contract/access.ts'
import { dashboardOperations, type CurrentSession, type KnownClients } from '#contract/dashboard.ts'
import { call } from './call.ts'
import { chosenClient } from './client-choice.ts'
import { sessionQueries } from './session.ts'
import { NAMES_STALE_TIME } from './stale-times.ts'

type KnownClient = KnownClients['client'][number]

export const clientQueries = {
  all: () => ['session', 'clients'] as const,
  /** The clients where this user may act, by name. */
  list: ({ id, client }: CurrentSession) =>
    queryOptions({
      queryKey: [...clientQueries.all(), client.id, id],
      queryFn: ({ signal }) => call('listClients', undefined, signal).then((reply) => reply.client),
      staleTime: NAMES_STALE_TIME,
    }),
}

/** The session, and the clients where its user may act; undefined for one who may not ask. */
async function readClients(queryClient: QueryClient) {
  const session = await queryClient.ensureQueryData(sessionQueries.current())
  if (refusal(dashboardOperations.listClients.access, session)) return undefined
  return { session, clients: await queryClient.ensureQueryData(clientQueries.list(session)) }
}

const OWNER_OF = {
  agent: 'readClientOfAgent',
  skill: 'readClientOfAgentSkill',
  service: 'readClientOfService',
} as const

/**
 * The client of an object where it is not the one on screen: a link may name an object alone, but its skills, services and
 * history have names only in its own client. Undefined for a user who sees only one client.
 */
export async function otherClientOf(
  queryClient: QueryClient,
  what: keyof typeof OWNER_OF,
  id: number,
): Promise<(KnownClient & { isOwn: boolean }) | undefined> {
  const known = await readClients(queryClient)
  if (!known || known.clients.length < 2) return undefined
  const home = known.session.client.id
  const { client } = await call(OWNER_OF[what], { params: { id } })
  const owner = known.clients.find((candidate) => candidate.id === client)
  return owner && client !== (chosenClient() ?? home) ? { ...owner, isOwn: client === home } : undefined
}

/** The user's own client, where they may not see the one that an address names. */
export async function clientInsteadOf(queryClient: QueryClient, client: number): Promise<KnownClient | undefined> {
  const known = await readClients(queryClient)
  return known?.clients.some(({ id }) => id === client) === false ? known.session.client : undefined
}
