import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Agent } from '#contract/agents.ts'
import { refresh, scopeOf, show, writesOf } from './agent-assignments.ts'
import { callWithChanges } from './call.ts'
import { undoChange } from './history.ts'

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
    mutationFn: async () =>
      (await callWithChanges('addService', { params: { agent: agentId, id: serviceId } })).changes[0],
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
    mutationFn: async () =>
      (await callWithChanges('removeService', { params: { agent: agentId, id: serviceId } })).changes[0],
    onMutate: () => show(queryClient, agentId, (agent) => withoutService(agent, serviceId)),
    onError: () => show(queryClient, agentId, (agent) => withService(agent, serviceId)),
    onSettled: () => refresh(queryClient, agentId),
  })
}

interface ServiceChange {
  change: number
  done: 'added' | 'removed'
}

/** Takes back that this user added or removed the service; refused when anybody changed it since. */
export function useUndoService(agentId: number, serviceId: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationKey: writesOf(agentId),
    scope: scopeOf(agentId, 'service', serviceId),
    mutationFn: ({ change }: ServiceChange) => undoChange(change),
    onMutate: ({ done }) =>
      show(queryClient, agentId, (agent) =>
        done === 'added' ? withoutService(agent, serviceId) : withService(agent, serviceId),
      ),
    onError: (_error, { done }) =>
      show(queryClient, agentId, (agent) =>
        done === 'added' ? withService(agent, serviceId) : withoutService(agent, serviceId),
      ),
    onSettled: () => refresh(queryClient, agentId),
  })
}
