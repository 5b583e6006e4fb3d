import * as z from 'zod/mini'
import { ANY_USER } from '#contract/access.ts'
import { created, idParams, client, id, optionalText, text } from '#contract/common.ts'
import type { Operations } from '#contract/operation.ts'

export const MAX_VIEWS = 100

const column = z.string().check(z.regex(/^[a-zA-Z]{1,30}$/, 'must be the name of a column'))

/** A saved look at the agents: the question, the order, and the columns. Its owner alone sees it. */
export const viewSettings = z.object({
  name: text(60),
  /** The question as it stands in the URL of the list, without `?` and without the client: `status=locked&sort=-lockedSince`. */
  search: optionalText(4000),
  /** The columns that are shown, from left to right. */
  columns: z.array(column).check(z.maxLength(30, 'has too many entries')),
  density: z.enum(['comfortable', 'compact']),
})
export type ViewSettings = z.infer<typeof viewSettings>

export const view = z.extend(viewSettings, { id })
export type View = z.infer<typeof view>

/** One's own views of the agents of a client. */
export const viewOperations = {
  listViews: {
    title: 'Views',
    method: 'GET',
    path: '/dashboard/views',
    query: z.object(client),
    reply: z.object({ view: z.array(view) }),
    status: 200,
    access: ANY_USER,
  },
  /** 409 where one has a view of that name, in any case. */
  createView: {
    title: 'Save a view',
    method: 'POST',
    path: '/dashboard/views',
    query: z.object(client),
    body: viewSettings,
    reply: created,
    status: 201,
    access: ANY_USER,
  },
  updateView: {
    title: 'Change a view',
    method: 'PUT',
    path: '/dashboard/views/{id}',
    params: idParams,
    body: viewSettings,
    status: 204,
    access: ANY_USER,
  },
  deleteView: {
    title: 'Delete a view',
    method: 'DELETE',
    path: '/dashboard/views/{id}',
    params: idParams,
    status: 204,
    access: ANY_USER,
  },
} as const satisfies Operations

export type ViewApi = typeof viewOperations
