import * as z from 'zod/mini'
import type { ConfigurationApi } from '#contract/configuration.ts'
import { atLeast, dateTime, id, integer, MAX_PAGE_SIZE, searchText } from '#contract/common.ts'

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

/**
 * The operation that takes back each kind of change: only its callers may undo. An unlock, a deletion and a new password have no inverse;
 * a change of rights is not undone by a click.
 */
export const INVERSES: Readonly<Partial<Record<ChangeKind, keyof ConfigurationApi>>> = {
  'agent-updated': 'updateAgent',
  'agent-skill-added': 'removeAgentSkill',
  'proficiency-changed': 'addAgentSkill',
  'agent-skill-removed': 'addAgentSkill',
  'service-added': 'removeService',
  'service-removed': 'addService',
  'skill-updated': 'updateAgentSkill',
}

/**
 * Whether a later change of the same object or assignment stands in the way of taking a change back: two updates of different fields do
 * not meet, an assignment's every change does.
 */
export function meets(earlier: Pick<Change, 'kind' | 'before'>, later: Pick<Change, 'kind' | 'before'>): boolean {
  if (earlier.kind !== 'agent-updated' && earlier.kind !== 'skill-updated') return true
  const touched = Object.keys(earlier.before ?? {})
  return later.kind === earlier.kind && Object.keys(later.before ?? {}).some((field) => touched.includes(field))
}

/**
 * Returns those of the later changes of the same object or assignment, the newest first, that stand in the way of taking a change
 * back. One that was itself taken back left the value as it found it.
 */
export function inTheWay<Later extends Pick<Change, 'id' | 'kind' | 'before' | 'undoes'>>(
  undone: Pick<Change, 'id' | 'kind' | 'before'>,
  later: readonly Later[],
): Later[] {
  const cancelled = new Set<number>()
  return later.filter((change) => {
    if (cancelled.has(change.id) || !meets(undone, change)) return false
    if (change.undoes === undefined || change.undoes <= undone.id) return true
    cancelled.add(change.undoes)
    return false
  })
}

/** In milliseconds: changes by one person to one agent, each as soon after the last, are told as one. */
export const BURST = 60_000

/** The fields that a change touched, under the Configuration API's names for them; never a password. */
const fields = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))

/** An object as it was called when the change was made: the row outlives it. */
const named = z.object({ id, name: z.string() })

/** One change of one object, by any road. */
export const change = z.object({
  id,
  at: dateTime,
  kind: changeKind,
  /** The name of the person who made it; absent for the system's own changes (an agent locked after wrong passwords). */
  by: z.optional(z.string()),
  /** `byKind` and `byId` are absent in old changes whose name may belong to two people. */
  byKind: z.optional(z.enum(['user', 'agent', 'system'])),
  byId: z.optional(id),
  /** The name of the person for whom the system did it: at the time that they gave a bulk change to be taken back. */
  for: z.optional(z.string()),
  /** The name of the person's client, if it is not the client of the change: Sysadmins act in every client. */
  byClient: z.optional(z.string()),
  /** The IP address it came from. */
  address: z.string(),
  agent: z.optional(named),
  agentSkill: z.optional(named),
  service: z.optional(named),
  /** Only users who may administer them see the changes of others. */
  user: z.optional(named),
  before: z.optional(fields),
  after: z.optional(fields),
  /** The change that this one took back. */
  undoes: z.optional(id),
  /** The change that took this one back. */
  undoneBy: z.optional(id),
  /** The first later change in the way of taking this one back. Known only where `deeds` are asked for. */
  supersededBy: z.optional(id),
  /** The bulk change that it was a part of. */
  bulkChange: z.optional(id),
})
export type Change = z.infer<typeof change>

/** A change with the id of its client. */
export type ClientChange = Change & { client: number }

/** Returns the value of `by` in a query that finds the changes of the same person: `user:12`, `agent:109`, or just the name. */
export const personOf = ({ by, byKind, byId }: Change): string | undefined =>
  byKind !== undefined && byId !== undefined ? `${byKind}:${byId}` : by

const PERSON = /^(user|agent):(\d{1,15})$|^(system):$/

/** Parses the result of `personOf`, or `system:`; returns undefined for a name. */
export function personIn(by: string): { kind: 'user' | 'agent'; id: number } | { kind: 'system' } | undefined {
  const [, kind, id, system] = PERSON.exec(by) ?? []
  if (system !== undefined) return { kind: 'system' }
  return kind === undefined ? undefined : { kind: kind === 'user' ? 'user' : 'agent', id: Number(id) }
}

/** Newest first. */
export const changePage = z.object({
  change: z.array(change),
  /** Pass it as `before` to read on; absent on the last page. */
  nextBefore: z.optional(id),
  /** Pass it on, too, where a bulk change is had once. */
  upTo: z.optional(id),
})
export type ChangePage = z.infer<typeof changePage>

/** The names of everybody who changed something that the caller may see, in order. */
export const changePeople = z.object({ name: z.array(z.string()) })

/** Every filter that is given must fit. `from` is within, `to` is not. */
export const changeQuery = z.object({
  client: z.optional(id),
  agent: z.optional(id),
  agentSkill: z.optional(id),
  service: z.optional(id),
  user: z.optional(id),
  /** `user:12`, `agent:109`, `system:`, or a name, which several people may have. */
  by: z.optional(searchText(300)),
  kind: z.optional(changeKind),
  from: z.optional(dateTime),
  to: z.optional(dateTime),
  /** Has a bulk change once: as its newest change that fits. */
  deeds: z.optional(z.boolean()),
  /**
   * Leaves out what bulk changes changed after the change with this id: one that goes on while its pages are read stands where it stood
   * on the first of them.
   */
  upTo: z.optional(id),
  count: integer(atLeast(1), z.lte(MAX_PAGE_SIZE, `must be at most ${MAX_PAGE_SIZE}`)),
  before: z.optional(id),
})
export type ChangeQuery = z.infer<typeof changeQuery>
