import * as z from 'zod/mini'
import { id } from '#contract/common.ts'
import { changeKind } from '#contract/history.ts'
import type { ChangeFilter } from '#src/api/history.ts'
import { startOfDay } from '#src/lib/days.ts'

/** How many changes the page reads at once. */
export const HISTORY_PAGE_SIZE = 50

const objectId = z.catch(z.optional(z.pipe(z.coerce.number(), id)), undefined)
const day = z.catch(z.optional(z.iso.date()), undefined)

/** The history page's filters, as its address has them. Values that make no sense count as absent. */
export const historySearch = z.object({
  /** The name of the change's author. */
  by: z.catch(
    z.optional(
      z.pipe(
        z.string().check(z.trim(), z.maxLength(100)),
        z.transform((name: string) => name || undefined),
      ),
    ),
    undefined,
  ),
  agent: objectId,
  skill: objectId,
  service: objectId,
  user: objectId,
  kind: z.catch(z.optional(changeKind), undefined),
  /** The first and the last day, both within, as this browser's calendar has them: `2026-11-23`. */
  from: day,
  to: day,
})
export type HistorySearch = z.output<typeof historySearch>

/** Returns the query for the server. */
export const filterOf = ({ by, agent, skill, service, user, kind, from, to }: HistorySearch): ChangeFilter => ({
  by,
  agent,
  agentSkill: skill,
  service,
  user,
  kind,
  from: from === undefined ? undefined : startOfDay(from),
  to: to === undefined ? undefined : startOfDay(to, 1),
})

/** Returns the fault of the chosen days; no change can be between them. */
export const refusalOf = ({ from, to }: HistorySearch) =>
  from !== undefined && to !== undefined && from > to ? '“To” is before “From”' : undefined

export const isFiltered = (search: HistorySearch) => Object.values(search).some((value) => value !== undefined)
