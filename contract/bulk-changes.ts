import * as z from 'zod/mini'
import { proficiency } from '#contract/agents.ts'
import { who } from '#contract/bulk-change-agents.ts'
import { bulkChangeTimes } from '#contract/bulk-change-times.ts'
import { plannedChanges, readableChange } from '#contract/planned-changes.ts'
import { dateTime, id, optionalText } from '#contract/common.ts'

/** Of one author. Each may have millions of items. */
export const MOST_DRAFTS = 10

/** From this many agents on, unlocking or deactivating them asks for their number. */
export const TYPED_FROM = 11

/** Items of an earlier draft that stay unticked; of more, none does. */
export const MOST_UNTICKED = 100_000

export const newBulkChange = z.object({
  who,
  changes: plannedChanges,
  reason: z.optional(optionalText(1000)),
  ...bulkChangeTimes,
  /** The caller's draft that this one replaces: its unticked items are unticked here, too. */
  untickedOf: z.optional(id),
})
export type NewBulkChange = z.input<typeof newBulkChange>

/**
 * A draft is a preview: its author's alone, and gone after a day or with `MOST_DRAFTS` newer ones. An applied one is scheduled until
 * its start, and waits until no other of its client runs. A stopped one does not go on, and one that missed its start never began.
 */
export const bulkChangeStatus = z.enum(['Draft', 'Scheduled', 'Waiting', 'Running', 'Done', 'Stopped', 'Missed'])
export type BulkChangeStatus = z.infer<typeof bulkChangeStatus>

/** The statuses of those that are over. */
export const OVER = ['Done', 'Stopped', 'Missed'] as const satisfies BulkChangeStatus[]

const over: ReadonlySet<BulkChangeStatus> = new Set(OVER)

export const isOver = ({ status }: { status: BulkChangeStatus }): boolean => over.has(status)

/** A part of the list; `running` includes those that wait. */
export const shownBulkChanges = z.enum(['running', 'scheduled', 'past'])
export type ShownBulkChanges = z.infer<typeof shownBulkChanges>

/**
 * Whether a bulk change is taken back at a time:
 * - `pending`: it will be
 * - `begun`: another bulk change took it back, or is at it
 * - `kept`: somebody decided that its values stay
 */
export const takeBack = z.enum(['pending', 'begun', 'kept'])
export type TakeBack = z.infer<typeof takeBack>

/**
 * The outcome of an item, which is an agent and one thing that changes of them:
 * - `planned`: it is to be done
 * - `unticked`: in the preview somebody took it out
 * - `applied`
 * - `unchanged`: it was so already
 * - `refused`: by the preview, and never tried
 * - `failed`: tried, with the reason
 * - `left-alone`: by an undo, because somebody changed the same since
 * - `not-known`: no reply came; it is read back until it is known
 * - `not-started`: the bulk change was stopped before
 */
export const itemOutcome = z.enum([
  'planned',
  'unticked',
  'applied',
  'unchanged',
  'refused',
  'failed',
  'left-alone',
  'not-known',
  'not-started',
])
export type ItemOutcome = z.infer<typeof itemOutcome>

const named = z.object({ id, name: z.string() })

/** Items by their outcome; they add up to the plan. */
const itemCounts = z.object({
  planned: z.int(),
  unticked: z.int(),
  applied: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  failed: z.int(),
  leftAlone: z.int(),
  notKnown: z.int(),
  notStarted: z.int(),
})
export type ItemCounts = z.infer<typeof itemCounts>

/** A bulk change as the list shows it. */
export const bulkChangeSummary = z.object({
  id,
  status: bulkChangeStatus,
  author: named,
  reason: z.string(),
  changes: z.array(readableChange),
  /** The bulk change that this one takes back, or whose failures it tries again. */
  undoes: z.optional(id),
  retries: z.optional(id),
  /** The last bulk change that was applied to take this one back. */
  undoneBy: z.optional(id),
  ...bulkChangeTimes,
  takeBack: z.optional(takeBack),
  /** It takes another one back at its time: the system does it, for the author. */
  isBySystem: z.optional(z.boolean()),
  /** How many agents the plan is about. */
  agents: z.int(),
  items: itemCounts,
  createdAt: dateTime,
  appliedAt: z.optional(dateTime),
  startedAt: z.optional(dateTime),
  finishedAt: z.optional(dateTime),
})
export type BulkChangeSummary = z.infer<typeof bulkChangeSummary>

export const bulkChange = z.extend(bulkChangeSummary, {
  /** The agents as they were chosen. The question has the form in which it stands in a URL. */
  chosen: z.object({
    by: z.enum(['agents', 'question', 'pasted', 'bulk-change']),
    question: z.optional(z.record(z.string(), z.union([z.string(), z.array(z.string())]))),
    untickedOf: z.optional(id),
  }),
  /** False while the preview is being made: its counts still grow. */
  isPlanned: z.boolean(),
  /** Why no preview could be made, or why it was stopped before its start. */
  failure: z.optional(z.string()),
  /** The pasted login IDs that no agent has: how many, and the first thousand. */
  unknown: z.object({ total: z.int(), loginIds: z.array(z.string()) }),
  /** Of a draft: the agents with something planned that is ticked ("Apply to 493 agents"). */
  agentsToChange: z.int(),
  /** Of a draft: the agents who would be unlocked or deactivated; from `TYPED_FROM` on, their number is typed to apply it. */
  agentsToConfirm: z.int(),
  /** Of one that runs: items a second, and the time left at this rate; absent until it can be told. */
  rate: z.optional(z.number()),
  secondsLeft: z.optional(z.int()),
  /** When it was so, by the server's clock. */
  checkedAt: dateTime,
})
export type BulkChange = z.infer<typeof bulkChange>

/** Newest first. */
export const bulkChangePage = z.object({
  bulkChange: z.array(bulkChangeSummary),
  /** Pass it as `before` to read on; absent on the last page. */
  nextBefore: z.optional(id),
})

/** The field of an agent that an item changes. */
export const itemField = z.enum(['level', 'service', 'active', 'locked', 'wrapUpTime', 'skills'])
export type ItemField = z.infer<typeof itemField>

/**
 * `before` and `after` are levels (absent: does not hold the skill), seconds, or 1 and 0 for yes and no. Something refused may have
 * neither, and `skills` stands for the skills that could not be copied.
 */
export const bulkChangeItem = z.object({
  /** Its place in the plan, from 1. */
  item: z.int(),
  /** An agent who is gone has no name. */
  agent: z.object({
    id,
    loginId: z.string(),
    firstName: z.optional(z.string()),
    lastName: z.optional(z.string()),
  }),
  /** Which of the changes it comes from, from 0. */
  change: z.int(),
  field: itemField,
  agentSkill: z.optional(named),
  service: z.optional(named),
  before: z.optional(z.int()),
  after: z.optional(z.int()),
  outcome: itemOutcome,
  /** A sentence: why it was refused, failed, or left alone. */
  reason: z.optional(z.string()),
})
export type BulkChangeItem = z.infer<typeof bulkChangeItem>

/** The values of an agent that will be taken back at a time, and that nobody changed since. */
export const temporaryValues = z.object({
  temporary: z.array(
    z.object({
      field: itemField,
      /** The skill or the service. */
      object: z.optional(id),
      /** As in an item. */
      value: z.optional(z.int()),
      until: dateTime,
      timeZone: z.optional(z.string()),
      bulkChange: id,
    }),
  ),
})
export type TemporaryValues = z.infer<typeof temporaryValues>

/** In the order of the plan. */
export const bulkChangeItemPage = z.object({
  item: z.array(bulkChangeItem),
  /** Pass it as `after` to read on; absent on the last page. */
  nextAfter: z.optional(z.int()),
})
export type BulkChangeItemPage = z.infer<typeof bulkChangeItemPage>

/** The active holders of each skill that a draft touches, by level, as they are and as they would be. */
export const bulkChangeLevels = z.object({
  agentSkill: z.array(
    z.extend(named, {
      levels: z.array(z.object({ proficiency, before: z.int(), after: z.int() })),
      /** Somebody active is at level 1 now, and nobody would be. */
      losesFirstInLine: z.boolean(),
    }),
  ),
})
export type BulkChangeLevels = z.infer<typeof bulkChangeLevels>
