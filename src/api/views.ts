import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { viewOperations, type ViewSettings } from '#contract/views.ts'
import { callerOf } from './call.ts'

const call = callerOf(viewOperations, {
  notDone: {
    createView: 'The view wasn’t saved.',
    updateView: 'The view wasn’t saved.',
    deleteView: 'The view wasn’t deleted.',
  },
  fields: {
    client: 'client',
    columns: 'columns',
    density: 'density',
    name: 'name of the view',
    search: 'search',
  },
})

export const viewQueries = {
  /** One's own views in the client that is shown, by name. */
  list: () =>
    queryOptions({
      queryKey: ['views'],
      queryFn: ({ signal }) => call('listViews', { query: {} }, signal).then(({ view }) => view),
    }),
}

/** Saves a view, or replaces the one with the id. */
export function useSaveView() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({ id, ...body }: ViewSettings & { id?: number }): Promise<void> => {
      await (id === undefined ? call('createView', { query: {}, body }) : call('updateView', { params: { id }, body }))
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: viewQueries.list().queryKey }),
  })
}

export function useDeleteView() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => call('deleteView', { params: { id } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: viewQueries.list().queryKey }),
  })
}
