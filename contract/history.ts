import * as z from 'zod'
import { dateTime, id, integer, MAX_PAGE_SIZE, text } from '#contract/common.ts'

export const changeKind = z.enum([
  'agent-created',
  'agent-updated',
  'agent-deleted',
  'agent-locked',
  'agent-unlocked',
  'agent-password-set',
  'agent-skill-added',
  'proficiency-changed',
  'agent-skill-removed',
  'service-added',
  'service-removed',
  'skill-created',
  'skill-updated',
  'skill-deleted',
  'user-created',
  'user-updated',
  'user-locked',
  'user-unlocked',
  'user-password-set',
  'user-service-added',
  'user-service-removed',
])
export type ChangeKind = z.infer<typeof changeKind>

/** What has an exact inverse. An unlock, a deletion and a new password have none; who may do what is not undone by a click. */
export const UNDOABLE: readonly ChangeKind[] = [
  'agent-updated',
  'agent-skill-added',
  'proficiency-changed',
  'agent-skill-removed',
  'service-added',
  'service-removed',
  'skill-updated',
]

/** The fields that a change touched, under the Configuration API's names for them; never a password. */
const fields = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))

/** An object as it was called when the change was made: the row outlives it. */
const named = z.object({ id, name: z.string() })

/** One change of one object, by whatever road it came. */
export const change = z.object({
  id,
  at: dateTime,
  kind: changeKind,
  /** Who made it; absent when the system did (an agent locked after wrong passwords). */
  by: z.string().optional(),
  /** The IP address it came from. */
  address: z.string(),
  agent: named.optional(),
  agentSkill: named.optional(),
  service: named.optional(),
  /** Only users who may administer them see the changes of others. */
  user: named.optional(),
  before: fields.optional(),
  after: fields.optional(),
  /** The change that this one took back. */
  undoes: id.optional(),
  /** The change that took this one back. */
  undoneBy: id.optional(),
})
export type Change = z.infer<typeof change>

/** Newest first. */
export const changePage = z.object({
  change: z.array(change),
  /** Pass it as `before` to read on; absent on the last page. */
  nextBefore: id.optional(),
})
export type ChangePage = z.infer<typeof changePage>

/** Every filter that is given must fit. `from` is within, `to` is not. */
export const changeQuery = z.object({
  client: id.optional(),
  agent: id.optional(),
  agentSkill: id.optional(),
  service: id.optional(),
  user: id.optional(),
  by: text(100).optional(),
  kind: changeKind.optional(),
  from: dateTime.optional(),
  to: dateTime.optional(),
  count: integer().min(1, 'must be 1 or more').max(MAX_PAGE_SIZE, `must be at most ${MAX_PAGE_SIZE}`),
  before: id.optional(),
})
export type ChangeQuery = z.infer<typeof changeQuery>
