import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { Agent } from '#contract/agents.ts'
import { agentQueries } from './agents.ts'
import { call } from './call.ts'

// Writes about one agent and one skill or service are sent one after another: the last one made is the last one done.
const scopeOf = (agentId: number, kind: 'skill' | 'service', id: number) => ({ id: `agent/${agentId}/${kind}/${id}` })

const writesOf = (agentId: number) => ['agents', 'assign', agentId]

/**
 * Changes the agent that is on screen at once. A reading that left before the write would bring back what was, so it is
 * dropped.
 */
async function show(queryClient: QueryClient, agentId: number, change: (agent: Agent) => Agent) {
  const { queryKey } = agentQueries.detail(agentId)
  await queryClient.cancelQueries({ queryKey })
  queryClient.setQueryData(queryKey, (agent) => agent && change(agent))
}

/** Reads the agent anew after the last of several writes: earlier, it would undo on screen what is still on its way. */
function refresh(queryClient: QueryClient, agentId: number) {
  if (queryClient.isMutating({ mutationKey: writesOf(agentId) }) > 1) return undefined
  return Promise.all([
    queryClient.invalidateQueries({ queryKey: agentQueries.detail(agentId).queryKey }),
    queryClient.invalidateQueries({ queryKey: agentQueries.related(agentId).queryKey }),
  ])
}

const withSkill = (agent: Agent, id: number, proficiency: number): Agent => {
  const isAssigned = agent.assignedAgentSkill.some((skill) => skill.id === id)
  return {
    ...agent,
    assignedAgentSkill: isAssigned
      ? agent.assignedAgentSkill.map((skill) => (skill.id === id ? { id, proficiency } : skill))
      : [...agent.assignedAgentSkill, { id, proficiency }],
  }
}

const withoutSkill = (agent: Agent, id: number): Agent => ({
  ...agent,
  assignedAgentSkill: agent.assignedAgentSkill.filter((skill) => skill.id !== id),
})

const withService = (agent: Agent, id: number): Agent => ({
  ...agent,
  assignedService: [...agent.assignedService.filter((service) => service.id !== id), { id }],
})

const withoutService = (agent: Agent, id: number): Agent => ({
  ...agent,
  assignedService: agent.assignedService.filter((service) => service.id !== id),
})

/** Gives the skill at a level, or sets the level of a skill that the agent has: the API has one method for both. */
export function useSetProficiency(agentId: number, skillId: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationKey: writesOf(agentId),
    scope: scopeOf(agentId, 'skill', skillId),
    mutationFn: (proficiency: number) =>
      call('addAgentSkill', { params: { agent: agentId, id: skillId }, query: { proficiency } }),
    onMutate: async (proficiency) => {
      const before = queryClient
        .getQueryData(agentQueries.detail(agentId).queryKey)
        ?.assignedAgentSkill.find(({ id }) => id === skillId)?.proficiency
      await show(queryClient, agentId, (agent) => withSkill(agent, skillId, proficiency))
      return before
    },
    onError: (_error, _proficiency, before) =>
      show(queryClient, agentId, (agent) =>
        before === undefined ? withoutSkill(agent, skillId) : withSkill(agent, skillId, before),
      ),
    onSettled: () => refresh(queryClient, agentId),
  })
}

export function useRemoveSkill(agentId: number, skillId: number, proficiency: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationKey: writesOf(agentId),
    scope: scopeOf(agentId, 'skill', skillId),
    mutationFn: () => call('removeAgentSkill', { params: { agent: agentId, id: skillId } }),
    onMutate: () => show(queryClient, agentId, (agent) => withoutSkill(agent, skillId)),
    onError: () => show(queryClient, agentId, (agent) => withSkill(agent, skillId, proficiency)),
    onSettled: () => refresh(queryClient, agentId),
  })
}

export function useAddService(agentId: number, serviceId: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationKey: writesOf(agentId),
    scope: scopeOf(agentId, 'service', serviceId),
    mutationFn: () => call('addService', { params: { agent: agentId, id: serviceId } }),
    onMutate: () => show(queryClient, agentId, (agent) => withService(agent, serviceId)),
    onError: () => show(queryClient, agentId, (agent) => withoutService(agent, serviceId)),
    onSettled: () => refresh(queryClient, agentId),
  })
}

export function useRemoveService(agentId: number, serviceId: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationKey: writesOf(agentId),
    scope: scopeOf(agentId, 'service', serviceId),
    mutationFn: () => call('removeService', { params: { agent: agentId, id: serviceId } }),
    onMutate: () => show(queryClient, agentId, (agent) => withoutService(agent, serviceId)),
    onError: () => show(queryClient, agentId, (agent) => withService(agent, serviceId)),
    onSettled: () => refresh(queryClient, agentId),
  })
}
