import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { USER_ADMINISTRATORS } from '#contract/access.ts'
import { agentQuestion, type AgentRow } from '#contract/agent-question.ts'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { agentQueries } from '#src/api/agents.ts'
import { callCenterQueries } from '#src/api/call-centers.ts'
import { findAgents } from '#src/api/find-agents.ts'
import { findUsers } from '#src/api/find-users.ts'
import { serviceQueries } from '#src/api/services.ts'
import { useMay } from '#src/api/session.ts'
import { useRecentAgents } from '#src/domain/recent-agents.ts'
import { findNamed, lowerCaseWords } from '#src/lib/find-named.ts'
import { formatCount } from '#src/lib/format.ts'
import { matchingCommands, type Command } from './command.ts'

/** Of each kind of thing: another letter finds the rest. */
const MOST = 6

interface Group {
  name: string
  commands: Command[]
}

/** The palette's actions on the open page, and those available everywhere. */
export interface Actions {
  here: readonly Command[]
  anywhere: readonly Command[]
}

/** Returns the matches of a text. Agents come last: the server finds them, and late results must not move earlier ones. */
export function useFound(text: string, { here, anywhere }: Actions) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const wanted = text.trim()
  const isWanted = wanted !== ''
  const administersUsers = useMay(USER_ADMINISTRATORS)
  const skills = useQuery({ ...agentSkillQueries.list(), enabled: isWanted })
  const services = useQuery({ ...serviceQueries.list(), enabled: isWanted })
  const callCenters = useQuery({ ...callCenterQueries.list(), enabled: isWanted })
  const users = useQuery({ ...findUsers(), enabled: isWanted && administersUsers })
  // Some texts are too long, or are nothing that an agent has.
  const isQuestion = isWanted && agentQuestion.safeParse({ q: wanted }).success
  const agents = useQuery({ ...findAgents(wanted), enabled: isQuestion })
  const hasMore = agents.data?.hasMore === true && !agents.isPlaceholderData
  const count = useQuery({ ...agentQueries.count({ q: wanted }), enabled: isQuestion && hasMore })
  const recent = useRecentAgents()

  const found = <Thing extends { id: number; name: string }>(things: readonly Thing[] | undefined) =>
    isWanted ? findNamed(things ?? [], wanted).slice(0, MOST) : []

  const openAgent = (id: number) => () => void navigate({ to: '/agents/$id', params: { id } })
  const commandOf = ({ id, loginId, firstName, lastName, locked }: AgentRow): Command => ({
    id: `agent-${id}`,
    label: loginId,
    detail: `${firstName} ${lastName}`,
    isLocked: locked,
    run: openAgent(id),
  })
  const agentCommands = (agents.data?.agents ?? [])
    // Found for fewer letters while those for all of them are on their way.
    .filter((agent) => !agents.isPlaceholderData || mayMatch(agent, wanted))
    .map(commandOf)
  const showAll: Command[] =
    hasMore && count.data
      ? [
          {
            id: 'all-agents',
            label: `Show all ${formatCount(count.data.agents)}${count.data.more ? '+' : ''} in Agents`,
            run: () => void navigate({ to: '/agents', search: { q: wanted } }),
          },
        ]
      : []

  const groups: Group[] = [
    { name: 'On this page', commands: matchingCommands(here, wanted) },
    {
      name: 'Recent',
      commands: isWanted
        ? []
        : recent.map(({ id, loginId, name }) => ({
            id: `recent-${id}`,
            label: loginId,
            detail: name,
            run: openAgent(id),
          })),
    },
    { name: 'Actions', commands: matchingCommands(anywhere, wanted) },
    {
      name: 'Skills',
      commands: found(skills.data).map(({ id, name }) => ({
        id: `skill-${id}`,
        label: name,
        detail: String(id),
        run: () => void navigate({ to: '/skills/$id', params: { id } }),
      })),
    },
    {
      name: 'Services',
      commands: found(services.data?.map((service) => ({ ...service, id: service.serviceId }))).map(({ id, name }) => ({
        id: `service-${id}`,
        label: name,
        detail: String(id),
        run: () => void navigate({ to: '/services/$id', params: { id } }),
      })),
    },
    {
      name: 'Call centers',
      commands: found(callCenters.data?.map((center) => ({ ...center, id: center.callCenterId }))).map(
        ({ id, name }) => ({
          id: `call-center-${id}`,
          label: name,
          detail: String(id),
          run: () => void navigate({ to: '/agents', search: { callCenter: [String(id)] } }),
        }),
      ),
    },
    {
      name: 'Users',
      commands: found(users.data?.map(({ id, userName, role }) => ({ id, name: userName, role }))).map(
        ({ id, name, role }) => ({
          id: `user-${id}`,
          label: name,
          detail: role,
          run: () => void navigate({ to: '/settings/users' }),
        }),
      ),
    },
    { name: 'Agents', commands: isQuestion ? [...agentCommands, ...showAll] : [] },
  ]
  return {
    groups: groups.filter(({ commands }) => commands.length > 0),
    /** Resolves with the first agent, for a user who presses Enter before it is shown. */
    findFirst: () =>
      queryClient.fetchQuery(findAgents(wanted)).then(
        ({ agents: [first] }) => first && commandOf(first),
        () => undefined,
      ),
    isSearching: [agents, skills, services, callCenters, users].some(({ fetchStatus, isPending, isPlaceholderData }) =>
      fetchStatus === 'fetching' ? isPending || isPlaceholderData : false,
    ),
    error: (agents.error ?? skills.error ?? services.error ?? callCenters.error ?? users.error)?.message,
  }
}

const mayMatch = ({ loginId, firstName, lastName, phone }: AgentRow, wanted: string) => {
  const all = `${loginId} ${firstName} ${lastName} ${phone}`.toLowerCase()
  return lowerCaseWords(wanted).every((word) => all.includes(word))
}
