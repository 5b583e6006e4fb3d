import type { QueryClient } from '@tanstack/react-query'
import { notFound } from '@tanstack/react-router'
import { id } from '#contract/common.ts'
import { followOwner, type ObjectKind, type RouterContext } from './shown-client.ts'

interface Load<Search> {
  context: RouterContext
  deps: Search
  /** A link is only pointed at. */
  preload: boolean
}

/** Pointing at a link loads the page's code; its data is read when the link is followed. */
export const whenFollowed =
  <Search>(read: (queryClient: QueryClient, search: Search) => void) =>
  ({ context, deps, preload }: Load<Search>) => {
    if (!preload) read(context.queryClient, deps)
  }

/** The same for the page of an object, whose client comes on screen with it. */
export const objectLoader =
  <Search>(what: ObjectKind, read: (queryClient: QueryClient, id: number, search: Search) => void) =>
  ({ context, params, deps, preload }: Load<Search> & { params: { id: number } }) => {
    if (!id.safeParse(params.id).success) throw notFound()
    if (preload) return
    followOwner(context, what, params.id)
    read(context.queryClient, params.id, deps)
  }
