import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { NewAgentSkill } from '#contract/agent-skills.ts'
import { call } from './call.ts'
import { noteListInfo } from './list-info.ts'
import { readAllPages } from './pages.ts'
import { NAMES_STALE_TIME } from './stale-times.ts'

export const agentSkillQueries = {
  all: () => ['agent-skills'] as const,
  /** Whoever asks and learns that the list moved has all of it read anew. */
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
        ).then((skills) => skills.sort((a, b) => a.name.localeCompare(b.name))),
      staleTime: NAMES_STALE_TIME,
    }),
}

export function useCreateAgentSkill() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: NewAgentSkill) => call('createAgentSkill', { query: {}, body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: agentSkillQueries.all() }),
  })
}
