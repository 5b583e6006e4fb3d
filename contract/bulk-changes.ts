import * as z from 'zod/mini'
import { AGENT_ADMINISTRATORS, ANY_USER } from '#contract/access.ts'
import { agentQuestion } from '#contract/agent-question.ts'
import { proficiency } from '#contract/agents.ts'
import { plannedChanges, readableChange } from '#contract/planned-changes.ts'
import {
  atLeast,
  client,
  created,
  dateTime,
  flag,
  id,
  integer,
  MAX_PAGE_SIZE,
  optionalText,
  page,
} from '#contract/common.ts'
import type { Operations } from '#contract/operation.ts'

export const MOST_AGENTS = 100_000
/** Of pasted login IDs. */
export const MOST_LINES = 100_000

/** Of one author. Each may have millions of items. */
export const MOST_DRAFTS = 10

/** From this many agents on, unlocking or deactivating them asks for their number. */
export const TYPED_FROM = 11

/** In bytes: 100,000 ids or login IDs. */
const BULK_BODY = 4 * 1024 * 1024

export const TOO_MANY_AGENTS = `Choose at most ${MOST_AGENTS.toLocaleString('en')} agents at once`
const NOBODY = 'Choose at least one agent'

const agentIds = z.array(id).check(z.maxLength(MOST_AGENTS, TOO_MANY_AGENTS))

const PASTED = /[^\r\n\t,;]+/g

/** Returns the login IDs in a pasted text: one a line, or with commas, semicolons or tabs between. */
export const pastedLoginIds = (text: string): string[] =>
  (text.match(PASTED) ?? []).map((line) => line.trim()).filter(Boolean)

/** Returns the problem of the login IDs in a pasted text; undefined if there is none. Reads no further than it has to. */
export function pastedProblem(text: string): string | undefined {
  let count = 0
  let lines = 0
  for (const [line] of text.matchAll(PASTED)) {
    if (++lines > MOST_PASTED || (line.trim() && ++count > MOST_LINES)) return TOO_MANY_LINES
  }
  return count ? undefined : 'Paste at least one login ID'
}

const TOO_MANY_LINES = `Paste at most ${MOST_LINES.toLocaleString('en')} login IDs at once`

/** Lines, with those that hold nothing but blanks. */
const MOST_PASTED = 2 * MOST_LINES

/** Characters of a question, as of the URL that it comes from. */
const MOST_OF_A_QUESTION = 8 * 1024

/** A question as it stands in the URL of a list. Its client and its order do not count. */
const askedQuestion = z.record(z.string(), z.union([z.string(), z.array(z.string())])).check(
  z.refine((question) => JSON.stringify(question).length <= MOST_OF_A_QUESTION, {
    error: `must be at most ${MOST_OF_A_QUESTION} characters`,
    abort: true,
  }),
  (given) => {
    const { client: _client, sort: _sort, ...question } = given.value
    for (const { path, message } of agentQuestion.safeParse(question).error?.issues ?? [])
      given.issues.push({ code: 'custom', path, message, input: given.value })
  },
)

/** Which agents. Exactly one of these; `except` makes exceptions to a question. */
const who = z
  .object({
    agents: z.optional(agentIds.check(z.minLength(1, NOBODY))),
    question: z.optional(askedQuestion),
    except: z.optional(agentIds),
    /** Login IDs as somebody pasted them (`pastedLoginIds`). */
    pasted: z.optional(
      z.string().check((given) => {
        const message = pastedProblem(given.value)
        if (message !== undefined) given.issues.push({ code: 'custom', message, input: given.value })
      }),
    ),
  })
  .check(
    z.refine(
      ({ agents, question, pasted }) => [agents, question, pasted].filter((each) => each !== undefined).length === 1,
      NOBODY,
    ),
  )

/** Items of an earlier draft that stay unticked; of more, none does. */
export const MOST_UNTICKED = 100_000

export const newBulkChange = z.object({
  who,
  changes: plannedChanges,
  reason: z.optional(optionalText(1000)),
  /** The caller's draft that this one replaces: its unticked items are unticked here, too. */
  untickedOf: z.optional(id),
})
export type NewBulkChange = z.input<typeof newBulkChange>

/**
 * A draft is a preview: its author's alone, and gone after a day or with `MOST_DRAFTS` newer ones. An applied one waits until no
 * other of its client runs. A stopped one does not go on.
 */
export const bulkChangeStatus = z.enum(['Draft', 'Waiting', 'Running', 'Done', 'Stopped'])
export type BulkChangeStatus = z.infer<typeof bulkChangeStatus>

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
  /** Why no preview could be made. */
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
const bulkChangePage = z.object({
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

const tick = z
  .object({
    ticked: flag(),
    items: z.optional(z.array(integer(atLeast(1))).check(z.maxLength(MAX_PAGE_SIZE, 'has too many entries'))),
    all: z.optional(flag()),
  })
  .check(z.refine(({ items, all }) => (items !== undefined) !== (all === true), 'either items, or all: true'))

const byId = z.object({ id })
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
      /** `running` has those that wait, too. */
      show: z.optional(z.enum(['running', 'past'])),
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
    params: byId,
    reply: bulkChange,
    status: 200,
    access: ANY_USER,
  },
  readBulkChangeLevels: {
    title: 'Levels before and after a bulk change',
    method: 'GET',
    path: `${BY_ID}/levels`,
    params: byId,
    reply: bulkChangeLevels,
    status: 200,
    access: ANY_USER,
  },
  listBulkChangeItems: {
    title: 'Items of a bulk change',
    method: 'GET',
    path: `${BY_ID}/items`,
    params: byId,
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
    params: byId,
    body: tick,
    status: 204,
    access: AGENT_ADMINISTRATORS,
  },
  /** 409 if it is no draft any more, 400 if `agents` is given and differs from `agentsToChange`, or is missing and must be typed. */
  applyBulkChange: {
    title: 'Apply a bulk change',
    method: 'POST',
    path: `${BY_ID}/apply`,
    params: byId,
    body: z.object({
      /** How many agents the caller was shown. */
      agents: z.optional(integer(atLeast(0))),
      /** `agentsToConfirm`, as somebody typed it. */
      confirmed: z.optional(integer(atLeast(0))),
    }),
    status: 204,
    access: AGENT_ADMINISTRATORS,
  },
  /** 409 if it neither waits nor runs. */
  stopBulkChange: {
    title: 'Stop a bulk change',
    method: 'POST',
    path: `${BY_ID}/stop`,
    params: byId,
    status: 204,
    access: AGENT_ADMINISTRATORS,
  },
  /** Plans a draft of the items that failed. 409 if none did, or it still runs. */
  retryBulkChange: {
    title: 'Retry what failed',
    method: 'POST',
    path: `${BY_ID}/retry`,
    params: byId,
    reply: created,
    status: 201,
    access: AGENT_ADMINISTRATORS,
  },
  /** Plans a draft that takes back the items that were applied. 409 if none was, or it still runs. */
  undoBulkChange: {
    title: 'Undo a bulk change',
    method: 'POST',
    path: `${BY_ID}/undo`,
    params: byId,
    reply: created,
    status: 201,
    access: AGENT_ADMINISTRATORS,
  },
} as const satisfies Operations

export type BulkChangeApi = typeof bulkChangeOperations
