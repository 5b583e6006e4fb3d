import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Agent } from '#contract/agents.ts'
import { refresh, scopeOf, show, writesOf } from './agent-assignments.ts'
import { call } from './call.ts'
import { undoMine } from './history.ts'

const withService = (agent: Agent, id: number): Agent => ({
  ...agent,
  assignedService: [...agent.assignedService.filter((service) => service.id !== id), { id }],
})

const withoutService = (agent: Agent, id: number): Agent => ({
  ...agent,
  assignedService: agent.assignedService.filter((service) => service.id !== id),
})

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

/** Takes back that this user added or removed the service; refused when anybody changed it since. */
export function useUndoService(agentId: number, serviceId: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationKey: writesOf(agentId),
    scope: scopeOf(agentId, 'service', serviceId),
    mutationFn: (done: 'service-added' | 'service-removed') =>
      undoMine(
        queryClient,
        { agent: agentId, service: serviceId },
        ({ kind, undoneBy }) => kind === done && undoneBy === undefined,
      ),
    onMutate: (done) =>
      show(queryClient, agentId, (agent) =>
        done === 'service-added' ? withoutService(agent, serviceId) : withService(agent, serviceId),
      ),
    onError: (_error, done) =>
      show(queryClient, agentId, (agent) =>
        done === 'service-added' ? withService(agent, serviceId) : withoutService(agent, serviceId),
      ),
    onSettled: () => refresh(queryClient, agentId),
  })
}
