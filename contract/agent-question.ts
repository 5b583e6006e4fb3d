import * as z from 'zod/mini'
import { agentSummary, MAX_PROFICIENCY, MIN_PROFICIENCY, proficiency } from '#contract/agents.ts'
import { client, dateTime, id, integer, atLeast, MAX_PAGE_SIZE, searchText } from '#contract/common.ts'

/** The fields that a search looks at; all of them without it. The three stay as Find Matching Agents has them. */
export const searchBy = z.enum(['login', 'name', 'phone'])
export type SearchBy = z.infer<typeof searchBy>

/** Active means active and not locked; an inactive agent may also be locked. */
export const agentStatus = z.enum(['active', 'inactive', 'locked'])
export type AgentStatus = z.infer<typeof agentStatus>

/** `level` is that of the first skill in the question. */
export const agentSort = z.enum([
  'loginId',
  'name',
  'phone',
  'status',
  'lastLogin',
  'lockedSince',
  'homeAgent',
  'level',
])
export type AgentSort = z.infer<typeof agentSort>

const MAX_WORDS = 20
const MAX_FILTERS = 20
const MAX_DAYS = 3650

/** Returns the words of a search. A comma separates, too: people paste "Okafor, Maya". */
export function wordsOf(text: string): string[] {
  const words = text.split(/[\s,，、،]+/u).filter(Boolean)
  return words.length || text.trim() === '' ? words : [text.trim()]
}

const listOf = <Item extends z.ZodMiniType<unknown, string>>(item: Item) =>
  z.pipe(
    z.pipe(
      z.string(),
      // A value that is repeated asks for nothing more, but costs as much as another.
      z.transform((text: string) => [...new Set(text.split(','))]),
    ),
    z.array(item).check(z.minLength(1), z.maxLength(1000, 'has too many entries')),
  )

const readNumber = z.transform((text: string) => (/^\d{1,15}$/.test(text) ? Number(text) : text))

const idText = z.pipe(z.pipe(z.string(), readNumber), id)

const levelText = z.pipe(
  z.pipe(z.string(), readNumber),
  integer(
    z.gte(MIN_PROFICIENCY, `must be from ${MIN_PROFICIENCY} to ${MAX_PROFICIENCY}`),
    z.lte(MAX_PROFICIENCY, `must be from ${MIN_PROFICIENCY} to ${MAX_PROFICIENCY}`),
  ),
)

/** `8945` at any level, `8945:1,2` at level 1 or 2. */
const skillFilter = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text: string) => {
      const [skill = '', ...levels] = text.split(':')
      return levels.length ? { id: skill, levels: levels.join(':') } : { id: skill }
    }),
  ),
  z.object({ id: idText, levels: z.optional(listOf(levelText)) }),
)

/** `never`, `over-30` (more than 30 days ago, or never), `within-7` (days). */
const lastLoginFilter = z.pipe(
  z.string().check(z.regex(/^(never|(over|within)-[1-9]\d{0,3})$/, 'must be never, over-30 or within-7 (days)')),
  z.transform((text: string) => {
    const [kind = '', days = ''] = text.split('-')
    return kind === 'never'
      ? ({ kind } as const)
      : { kind: kind === 'over' ? ('over' as const) : ('within' as const), days: Math.min(Number(days), MAX_DAYS) }
  }),
)
export type LastLoginFilter = z.output<typeof lastLoginFilter>

const homeAgentFilter = z.pipe(
  z.enum(['yes', 'no']),
  z.transform((text) => text === 'yes'),
)

/** `-lastLogin` is descending. */
const sortText = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text: string) => ({ by: text.replace(/^-/, ''), descending: text.startsWith('-') })),
  ),
  z.object({ by: agentSort, descending: z.boolean() }),
)

const several = <Item extends z.ZodMiniType>(item: Item) =>
  z.optional(z.array(item).check(z.maxLength(MAX_FILTERS, 'has too many entries')))

/**
 * Which agents: one description for lists, selections, bulk changes, exports and the matrix, in the form in which it stands in a
 * URL. All filters must hold; the values within one are alternatives. Ids that nobody has, or that are another client's, find
 * nobody.
 */
export const agentQuestion = z.object({
  ...client,
  /** Words in any order, or what `by` says. */
  q: z.optional(
    searchText(300).check(z.refine((text) => wordsOf(text).length <= MAX_WORDS, `must be at most ${MAX_WORDS} words`)),
  ),
  by: z.optional(searchBy),
  /** `active,locked` */
  status: z.optional(listOf(agentStatus)),
  /** Each `8945`, or `8945:1,2` with levels; all of them. */
  skill: several(skillFilter),
  /** Each `17885`, or `17885,17886` for any of them. */
  service: several(listOf(idText)),
  /** `695,429`: of any of their services. */
  callCenter: several(listOf(idText)),
  lastLogin: z.optional(lastLoginFilter),
  homeAgent: z.optional(homeAgentFilter),
  sort: z.optional(sortText),
})
/** As it stands in a URL. */
export type AgentQuestion = z.input<typeof agentQuestion>
export type CheckedQuestion = z.output<typeof agentQuestion>

/** Details of an agent that a list can show: each is read once for a page, never for a row. */
export const agentDetail = z.enum(['skills', 'services', 'callCenters', 'lock'])
export type AgentDetail = z.infer<typeof agentDetail>

export const agentRowsQuery = z.extend(agentQuestion, {
  count: z.pipe(
    integer(atLeast(1)),
    z.transform((count: number) => Math.min(count, MAX_PAGE_SIZE)),
  ),
  /** From the page before: `next`. */
  after: z.optional(z.string().check(z.maxLength(3000, 'must be the one that `next` gave'))),
  with: z.optional(listOf(agentDetail)),
  /** Further skills whose levels each row names, after those of the question. */
  levelsOf: z.optional(listOf(idText)),
})

export type CheckedRowsQuery = z.output<typeof agentRowsQuery>

const named = z.object({ id, name: z.string() })

/** An agent as lists show them. The details are there if they were asked for. */
export const agentRow = z.extend(agentSummary, {
  locked: z.boolean(),
  homeAgent: z.boolean(),
  /** Their levels at the skills of the question and at the further skills asked for. */
  levels: z.array(z.object({ id, proficiency })),
  /** Since when, and the address of the wrong passwords where the history knows it. */
  lockedAt: z.optional(dateTime),
  lockedFrom: z.optional(z.string()),
  /** The first two, and how many there are: those in the question come first, then the strongest. */
  skills: z.optional(z.object({ top: z.array(z.extend(named, { proficiency })), total: z.int() })),
  services: z.optional(z.object({ top: z.array(named), total: z.int() })),
  callCenters: z.optional(z.array(named)),
})
export type AgentRow = z.infer<typeof agentRow>

export const agentRowPage = z.object({
  agent: z.array(agentRow),
  /** Pass it as `after` to read on; absent on the last page. */
  next: z.optional(z.string()),
  /** When it was so, by the server's clock. */
  checkedAt: dateTime,
})
export type AgentRowPage = z.infer<typeof agentRowPage>

/** Counted up to this; beyond, there are more. */
export const MAX_COUNT = 10_000

export const agentCountQuery = z.extend(agentQuestion, {
  /** Every one, however many there are. */
  exact: z.optional(z.boolean()),
})

export type CheckedCountQuery = z.output<typeof agentCountQuery>

export const agentCount = z.object({
  agents: z.int(),
  /** There are more than these. */
  more: z.boolean(),
})
export type AgentCount = z.infer<typeof agentCount>
