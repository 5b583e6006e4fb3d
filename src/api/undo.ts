import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { ApiError } from '#contract/client.ts'
import { configurationOperations } from '#contract/configuration.ts'
import { dashboardOperations } from '#contract/dashboard.ts'
import { INVERSES, type Change } from '#contract/history.ts'
import type { Operation } from '#contract/operation.ts'
import { isolate } from '#src/lib/isolate.ts'
import { agentSkillQueries } from './agent-skills.ts'
import { agentQueries } from './agents.ts'
import { undoChange } from './history.ts'

/** A change can be of any object. */
const refetchObjects = (queryClient: QueryClient) =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: agentQueries.all() }),
    queryClient.invalidateQueries({ queryKey: agentSkillQueries.all() }),
  ])

/** The operation that an undo calls, for `useRefusal`. */
export function inverseOf(change: Change | undefined): Operation {
  const inverse = change && INVERSES[change.kind]
  return inverse ? configurationOperations[inverse] : dashboardOperations.undoChange
}

/** Calls the inverse of a change. The server refuses, and says why, when anybody changed the same since. */
export function useUndoChange() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: undoChange,
    onSettled: () => refetchObjects(queryClient),
  })
}

/** Returns why a change could not be taken back, as the end of a sentence. */
export function whyLeft(error: Error): string {
  const refusal = error instanceof ApiError ? error.faults[0]?.refusal : undefined
  return refusal?.reason === 'changedAgain'
    ? `${isolate(refusal.by)} has changed it since`
    : error.message.replace(/\.$/, '')
}

/** Takes several changes back, the newest first. Resolves with those that are left, and why. */
export function useUndoChanges() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (changes: readonly Change[]) => {
      const left: { change: Change; reason: string }[] = []
      for (const change of changes.toSorted((a, b) => b.id - a.id))
        await undoChange(change.id).catch((error: Error) => left.push({ change, reason: whyLeft(error) }))
      return left
    },
    onSettled: () => refetchObjects(queryClient),
  })
}
