import * as z from 'zod/mini'
import { AGENT_ADMINISTRATORS, ANY_USER } from '#contract/access.ts'
import {
  bulkChange,
  bulkChangeItemPage,
  bulkChangeLevels,
  bulkChangePage,
  itemOutcome,
  newBulkChange,
  shownBulkChanges,
  temporaryValues,
} from '#contract/bulk-changes.ts'
import { idParams, atLeast, client, created, flag, id, integer, MAX_PAGE_SIZE, page } from '#contract/common.ts'
import type { Operations } from '#contract/operation.ts'

/** In bytes: 100,000 ids or login IDs. */
const BULK_BODY = 4 * 1024 * 1024

const tick = z
  .object({
    ticked: flag(),
    items: z.optional(z.array(integer(atLeast(1))).check(z.maxLength(MAX_PAGE_SIZE, 'has too many entries'))),
    all: z.optional(flag()),
  })
  .check(z.refine(({ items, all }) => (items !== undefined) !== (all === true), 'either items, or all: true'))

const PATH = '/dashboard/bulk-changes'
const BY_ID = `${PATH}/{id}` as const

/** Changes of many agents at once: plan and preview, apply, outcome, retry, undo. */
export const bulkChangeOperations = {
  /** Plans a draft. The reply may come before the plan is complete (`isPlanned`). */
  createBulkChange: {
    title: 'Preview a bulk change',
    method: 'POST',
    path: PATH,
    query: z.object(client),
    body: newBulkChange,
    bodyLimit: BULK_BODY,
    reply: created,
    status: 201,
    access: AGENT_ADMINISTRATORS,
  },
  /** Drafts are in no list. */
  listBulkChanges: {
    title: 'Bulk changes',
    method: 'GET',
    path: PATH,
    query: z.object({
      ...client,
      show: z.optional(shownBulkChanges),
      /** `12,15`: these alone. */
      ids: z.optional(
        z.pipe(
          z.pipe(
            z.string(),
            z.transform((text: string) => text.split(',').map(Number)),
          ),
          z.array(id).check(z.maxLength(MAX_PAGE_SIZE, 'has too many entries')),
        ),
      ),
      count: page.count,
      before: z.optional(id),
    }),
    reply: bulkChangePage,
    status: 200,
    access: ANY_USER,
  },
  readBulkChange: {
    title: 'A bulk change',
    method: 'GET',
    path: BY_ID,
    params: idParams,
    reply: bulkChange,
    status: 200,
    access: ANY_USER,
  },
  readBulkChangeLevels: {
    title: 'Levels before and after a bulk change',
    method: 'GET',
    path: `${BY_ID}/levels`,
    params: idParams,
    reply: bulkChangeLevels,
    status: 200,
    access: ANY_USER,
  },
  listBulkChangeItems: {
    title: 'Items of a bulk change',
    method: 'GET',
    path: `${BY_ID}/items`,
    params: idParams,
    query: z.object({ outcome: z.optional(itemOutcome), count: page.count, after: z.optional(integer(atLeast(0))) }),
    reply: bulkChangeItemPage,
    status: 200,
    access: ANY_USER,
  },
  /** Takes items out of a draft, or back in. */
  tickBulkChangeItems: {
    title: 'Tick items of a bulk change',
    method: 'PUT',
    path: `${BY_ID}/items`,
    params: idParams,
    body: tick,
    status: 204,
    access: AGENT_ADMINISTRATORS,
  },
  /** 409 if it is no draft any more, 400 if `agents` is given and differs from `agentsToChange`, or is missing and must be typed. */
  applyBulkChange: {
    title: 'Apply a bulk change',
    method: 'POST',
    path: `${BY_ID}/apply`,
    params: idParams,
    body: z.object({
      /** How many agents the caller was shown. */
      agents: z.optional(integer(atLeast(0))),
      /** `agentsToConfirm`, as somebody typed it. */
      confirmed: z.optional(integer(atLeast(0))),
    }),
    status: 204,
    access: AGENT_ADMINISTRATORS,
  },
  /** 409 if it is neither scheduled nor waits nor runs. */
  stopBulkChange: {
    title: 'Stop a bulk change',
    method: 'POST',
    path: `${BY_ID}/stop`,
    params: idParams,
    status: 204,
    access: AGENT_ADMINISTRATORS,
  },
  /** Plans a draft of the items that failed. 409 if none did, or it still runs. */
  retryBulkChange: {
    title: 'Retry what failed',
    method: 'POST',
    path: `${BY_ID}/retry`,
    params: idParams,
    reply: created,
    status: 201,
    access: AGENT_ADMINISTRATORS,
  },
  /** Plans a draft that takes back the items that were applied. 409 if none was, or it still runs. */
  undoBulkChange: {
    title: 'Undo a bulk change',
    method: 'POST',
    path: `${BY_ID}/undo`,
    params: idParams,
    reply: created,
    status: 201,
    access: AGENT_ADMINISTRATORS,
  },
  /** Takes a temporary one back now, as the caller. 409 if it is not temporary, or still runs. */
  endBulkChange: {
    title: 'End a temporary bulk change now',
    method: 'POST',
    path: `${BY_ID}/end`,
    params: idParams,
    reply: created,
    status: 201,
    access: AGENT_ADMINISTRATORS,
  },
  /** Leaves the values of a temporary one as they are, for good. 409 if it is not temporary. */
  keepBulkChange: {
    title: 'Keep a temporary bulk change',
    method: 'POST',
    path: `${BY_ID}/keep`,
    params: idParams,
    status: 204,
    access: AGENT_ADMINISTRATORS,
  },
  listTemporaryValues: {
    title: 'Temporary values of an agent',
    method: 'GET',
    path: '/dashboard/agents/{id}/temporary-values',
    params: idParams,
    reply: temporaryValues,
    status: 200,
    access: ANY_USER,
  },
} as const satisfies Operations

export type BulkChangeApi = typeof bulkChangeOperations
