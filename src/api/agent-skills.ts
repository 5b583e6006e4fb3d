import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { AgentSkillUpdate, NewAgentSkill } from '#contract/agent-skills.ts'
import { agentQueries } from './agents.ts'
import { call, callWithChanges } from './call.ts'
import { undoChange } from './history.ts'
import { noteListInfo } from './list-info.ts'
import { readAllPages } from './pages.ts'
import { NAMES_STALE_TIME } from './stale-times.ts'

export const agentSkillQueries = {
  all: () => ['agent-skills'] as const,
  /** Refetches every skill query when the list's `lastModified` has moved. */
  info: () =>
    queryOptions({
      queryKey: [...agentSkillQueries.all(), 'info'],
      queryFn: async ({ client, queryKey, signal }) =>
        noteListInfo(
          client,
          queryKey,
          await call('getAgentSkillListInfo', { query: {} }, signal),
          agentSkillQueries.all(),
        ),
    }),
  /** All skills of the client, by name. */
  list: () =>
    queryOptions({
      queryKey: [...agentSkillQueries.all(), 'list'],
      queryFn: ({ signal }) =>
        readAllPages(
          (query) => call('listAgentSkills', { query }, signal),
          (page) => page.agentSkill,
          ({ id }) => id,
        ).then((skills) => skills.sort((a, b) => a.name.localeCompare(b.name))),
      staleTime: NAMES_STALE_TIME,
    }),
  /** Each skill's description, and the number of agents at each of its levels, by its id. */
  counts: () =>
    queryOptions({
      queryKey: [...agentSkillQueries.all(), 'counts'],
      queryFn: async ({ signal }) => {
        const { agentSkill } = await call('listSkillLevels', { query: {} }, signal)
        return new Map(agentSkill.map((skill) => [skill.id, skill]))
      },
    }),
  detail: (id: number) =>
    queryOptions({
      queryKey: [...agentSkillQueries.all(), 'detail', id],
      queryFn: ({ signal }) => call('readAgentSkill', { params: { id } }, signal),
    }),
}

export function useCreateAgentSkill() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: NewAgentSkill) => call('createAgentSkill', { query: {}, body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: agentSkillQueries.all() }),
  })
}

const refreshSkill = (queryClient: QueryClient, id: number) =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: agentSkillQueries.list().queryKey }),
    queryClient.invalidateQueries({ queryKey: agentSkillQueries.detail(id).queryKey }),
  ])

export function useUpdateAgentSkill(id: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: AgentSkillUpdate) =>
      (await callWithChanges('updateAgentSkill', { params: { id }, body })).changes[0],
    onSuccess: () => refreshSkill(queryClient, id),
  })
}

/**
 * Takes back an update of the skill, by the id of its change; refused when anybody changed the same fields since. Resolves with
 * the skill, read back.
 */
export function useUndoSkillUpdate(id: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (change: number) => {
      await undoChange(change)
      return call('readAgentSkill', { params: { id } })
    },
    onSettled: () => refreshSkill(queryClient, id),
  })
}

/**
 * Takes the skill from everyone who holds it. The skill's own page is not refetched: there is nothing left to read.
 */
export function useDeleteAgentSkill(id: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call('deleteAgentSkill', { params: { id } }),
    onSuccess: () => {
      queryClient.setQueryData(agentSkillQueries.list().queryKey, (skills) =>
        skills?.filter((skill) => skill.id !== id),
      )
      return Promise.all([
        queryClient.invalidateQueries({ queryKey: agentSkillQueries.list().queryKey }),
        queryClient.invalidateQueries({ queryKey: agentSkillQueries.counts().queryKey }),
        queryClient.invalidateQueries({ queryKey: agentQueries.details() }),
      ])
    },
  })
}
