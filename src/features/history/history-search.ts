import * as z from 'zod/mini'
import { id } from '#contract/common.ts'
import { changeKind, type ChangeKind } from '#contract/history.ts'
import type { ChangeFilter } from '#src/api/history.ts'
import { startOfDay } from '#src/lib/days.ts'

/** How many changes the page reads at once. */
export const HISTORY_PAGE_SIZE = 50

/** The given text where it is no id. */
const objectId = z.optional(
  z.pipe(
    z.union([z.string(), z.number()]),
    z.transform((given) => id.safeParse(Number(given)).data ?? (String(given).trim() || undefined)),
  ),
)
const text = z.optional(
  z.pipe(
    z.string().check(z.trim(), z.maxLength(100)),
    z.transform((given: string) => given || undefined),
  ),
)
const day = z.iso.date()

/** The history page's filters, as its address has them. Values that cannot be are kept: they find nothing, and their chips say why. */
export const historySearch = z.object({
  /** The name of the change's author. */
  by: z.catch(text, undefined),
  agent: z.catch(objectId, undefined),
  skill: z.catch(objectId, undefined),
  service: z.catch(objectId, undefined),
  user: z.catch(objectId, undefined),
  kind: z.catch(text, undefined),
  /** The first and the last day, both within, as this browser's calendar has them: `2026-11-23`. */
  from: z.catch(text, undefined),
  to: z.catch(text, undefined),
})
export type HistorySearch = z.output<typeof historySearch>

/** The filters whose values can be. */
export interface KnownSearch {
  by?: string | undefined
  agent?: number | undefined
  skill?: number | undefined
  service?: number | undefined
  user?: number | undefined
  kind?: ChangeKind | undefined
  from?: string | undefined
  to?: string | undefined
}

const idOf = (value: string | number | undefined) => (typeof value === 'number' ? value : undefined)

export const knownIn = ({ by, agent, skill, service, user, kind, from, to }: HistorySearch): KnownSearch => ({
  by,
  agent: idOf(agent),
  skill: idOf(skill),
  service: idOf(service),
  user: idOf(user),
  kind: changeKind.safeParse(kind).data,
  from: day.safeParse(from).data,
  to: day.safeParse(to).data,
})

/** Returns the filters whose values cannot be. */
export function unknownIn(search: HistorySearch): { name: keyof HistorySearch; value: string }[] {
  const known = knownIn(search)
  // The keys of the schema.
  const names = Object.keys(known) as (keyof HistorySearch)[]
  return names.flatMap((name) => {
    const value = search[name]
    return value === undefined || known[name] !== undefined ? [] : { name, value: String(value) }
  })
}

/** Returns the query for the server; undefined for a search that finds nothing. */
export function filterOf(search: HistorySearch): ChangeFilter | undefined {
  if (unknownIn(search).length) return undefined
  const { by, agent, skill, service, user, kind, from, to } = knownIn(search)
  return {
    by,
    agent,
    agentSkill: skill,
    service,
    user,
    kind,
    from: from === undefined ? undefined : startOfDay(from),
    to: to === undefined ? undefined : startOfDay(to, 1),
  }
}

/** Returns the fault of the chosen days; no change can be between them. */
export const refusalOf = ({ from, to }: KnownSearch) =>
  from !== undefined && to !== undefined && from > to ? '“To” is before “From”' : undefined

export const isFiltered = (search: HistorySearch) => Object.values(search).some((value) => value !== undefined)
