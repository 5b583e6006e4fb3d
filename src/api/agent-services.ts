import { mutationOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { Agent } from '#contract/agents.ts'
import { giveToEach, refresh, scopeOf, show, writesOf, type EachAgent } from './agent-assignments.ts'
import { agentQueries, hideInListsOf } from './agents.ts'
import { call, callWithChanges } from './call.ts'
import { undoChange } from './history.ts'
import { serviceQueries } from './services.ts'
import { startWrite } from './start-write.ts'

const withService = (agent: Agent, id: number): Agent => ({
  ...agent,
  assignedService: [...agent.assignedService.filter((service) => service.id !== id), { id }],
})

const withoutService = (agent: Agent, id: number): Agent => ({
  ...agent,
  assignedService: agent.assignedService.filter((service) => service.id !== id),
})

/** Refetches the agent and the service. `known`: its list shows the change already, and refetches when it is next opened. */
const refreshService = (queryClient: QueryClient, agentId: number, known: boolean) =>
  Promise.all([
    refresh(queryClient, agentId),
    queryClient.invalidateQueries({ queryKey: agentQueries.lists(), refetchType: known ? 'none' : 'active' }),
    queryClient.invalidateQueries({ queryKey: agentQueries.counts() }),
    queryClient.invalidateQueries({ queryKey: serviceQueries.counts().queryKey }),
  ])

const addService = (queryClient: QueryClient, agentId: number, serviceId: number) =>
  mutationOptions({
    mutationKey: writesOf(agentId),
    scope: scopeOf(agentId, 'service', serviceId),
    mutationFn: async (_nothing: undefined) =>
      (await callWithChanges('addService', { params: { agent: agentId, id: serviceId } })).changes[0],
    onMutate: () => show(queryClient, agentId, (agent) => withService(agent, serviceId)),
    onError: () => show(queryClient, agentId, (agent) => withoutService(agent, serviceId)),
    onSettled: () => refreshService(queryClient, agentId, false),
  })

export function useRemoveService(agentId: number, serviceId: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationKey: writesOf(agentId),
    scope: scopeOf(agentId, 'service', serviceId),
    mutationFn: async () =>
      (await callWithChanges('removeService', { params: { agent: agentId, id: serviceId } })).changes[0],
    onMutate: async () => {
      await show(queryClient, agentId, (agent) => withoutService(agent, serviceId))
      await queryClient.cancelQueries({ queryKey: agentQueries.lists() })
      return { showListsAgain: hideInListsOf(queryClient, agentId, serviceId) }
    },
    onError: (_error, _nothing, shown) => {
      shown?.showListsAgain()
      return show(queryClient, agentId, (agent) => withService(agent, serviceId))
    },
    onSettled: (_reply, error) => refreshService(queryClient, agentId, !error),
  })
}

interface ServiceChange {
  change: number
  done: 'added' | 'removed'
}

/**
 * Takes back that this user added or removed the service; refused when anybody changed it since. Resolves with whether the agent
 * has it then, read back.
 */
const undoService = (queryClient: QueryClient, agentId: number, serviceId: number) =>
  mutationOptions({
    mutationKey: writesOf(agentId),
    scope: scopeOf(agentId, 'service', serviceId),
    mutationFn: async ({ change }: ServiceChange) => {
      await undoChange(change)
      const { assignedService } = await call('readAgent', { params: { id: agentId } })
      return assignedService.some(({ id }) => id === serviceId)
    },
    onMutate: ({ done }) =>
      show(queryClient, agentId, (agent) =>
        done === 'added' ? withoutService(agent, serviceId) : withService(agent, serviceId),
      ),
    onError: (_error, { done }) =>
      show(queryClient, agentId, (agent) =>
        done === 'added' ? withService(agent, serviceId) : withoutService(agent, serviceId),
      ),
    onSettled: () => refreshService(queryClient, agentId, false),
  })

export function useGiveService(serviceId: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (each: EachAgent) =>
      giveToEach(each, (agent) => call('addService', { params: { agent, id: serviceId } })),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: agentQueries.all() }),
        queryClient.invalidateQueries({ queryKey: serviceQueries.counts().queryKey }),
      ]),
  })
}

export const useUndoService = (agentId: number, serviceId: number) =>
  useMutation(undoService(useQueryClient(), agentId, serviceId))

/** Gives an agent one service after another: the services are known only then. */
export function useAddServices(agentId: number) {
  const queryClient = useQueryClient()
  return {
    add: (serviceId: number) => startWrite(queryClient, addService(queryClient, agentId, serviceId), undefined),
    takeBack: (serviceId: number, change: number) =>
      startWrite(queryClient, undoService(queryClient, agentId, serviceId), { change, done: 'added' }),
  }
}
