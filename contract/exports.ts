import * as z from 'zod/mini'
import { atLeast, integer, searchText } from '#contract/common.ts'

/** A file that somebody made of a list: the list, the question, and the number of rows. */
export const listExport = z.object({
  list: z.enum(['history', 'bulk-change']),
  /** The filters of the list, as they were sent. */
  question: z
    .record(z.string().check(z.maxLength(50, 'must be at most 50 characters')), z.union([searchText(300), z.number()]))
    .check(z.refine((question) => Object.keys(question).length <= 20, 'has too many entries')),
  rows: integer(atLeast(0)),
})
export type ListExport = z.output<typeof listExport>
