import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { AgentSummary } from '#contract/agents.ts'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { findAgents } from '#src/api/find-agents.ts'
import { matchingCommands, type Command } from './command.ts'

const MOST_SKILLS = 6

export interface Group {
  name: string
  commands: Command[]
}

/** What matches the text. Agents come last: they are found on the server, and what comes late must move nothing away. */
export function useFound(text: string, actions: readonly Command[]) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const wanted = text.trim().toLowerCase()
  const skills = useQuery({ ...agentSkillQueries.list(), enabled: wanted !== '' })
  const agents = useQuery({ ...findAgents(wanted), enabled: wanted !== '' })

  const commandOf = ({ id, loginId, firstName, lastName }: AgentSummary): Command => ({
    id: `agent-${id}`,
    label: loginId,
    detail: `${firstName} ${lastName}`,
    run: () => void navigate({ to: '/agents/$id', params: { id } }),
  })
  const skillCommands = (skills.data ?? [])
    .filter(({ id, name }) => name.toLowerCase().includes(wanted) || String(id) === wanted)
    .slice(0, MOST_SKILLS)
    .map(({ id, name }) => ({
      id: `skill-${id}`,
      label: name,
      detail: String(id),
      run: () => void navigate({ to: '/skills/$id', params: { id } }),
    }))
  const agentCommands = (agents.data ?? [])
    // Found for fewer letters, perhaps, while those for all of them are on their way.
    .filter((agent) => matches(agent, wanted))
    .map(commandOf)

  const groups: Group[] = [
    { name: 'Actions', commands: matchingCommands(actions, wanted) },
    { name: 'Skills', commands: wanted ? skillCommands : [] },
    { name: 'Agents', commands: wanted ? agentCommands : [] },
  ]
  return {
    groups: groups.filter(({ commands }) => commands.length > 0),
    /** The first agent, for whoever does not wait to see it. */
    findFirst: () =>
      queryClient.fetchQuery(findAgents(wanted)).then(
        ([first]) => first && commandOf(first),
        () => undefined,
      ),
    isSearching: agents.isFetching || skills.isLoading,
    error: (agents.error ?? skills.error)?.message,
  }
}

const matches = ({ loginId, lastName }: AgentSummary, wanted: string) =>
  loginId.toLowerCase().includes(wanted) || lastName.toLowerCase().includes(wanted)
