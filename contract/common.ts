import * as z from 'zod'

// A browser's content security policy forbids the code that Zod would write at run time, and reports the attempt. Here, because
// every schema is made after this module was loaded.
z.config({ jitless: 'document' in globalThis })

/** The largest page that any list returns; a larger `count` is clamped to it (the specification's "hard cap"). */
export const MAX_PAGE_SIZE = 1000

export const REQUIRED = 'Required'

const isMissing = (issue: { input?: unknown }) => issue.input === undefined || issue.input === null

/** A LiveVox ID. */
export const id = z
  .int({ error: (issue) => (isMissing(issue) ? REQUIRED : 'must be a whole number') })
  .min(1, 'must be 1 or more')

export const integer = () => z.int({ error: (issue) => (isMissing(issue) ? REQUIRED : 'must be a whole number') })

export const flag = () => z.boolean({ error: (issue) => (isMissing(issue) ? REQUIRED : 'must be true or false') })

// No database stores a NUL or half a surrogate pair the same way, and no person types one.
// eslint-disable-next-line no-control-regex
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

const storable = (value: string) => value.isWellFormed() && !CONTROL_CHARACTERS.test(value)

const string = () => z.string({ error: (issue) => (isMissing(issue) ? REQUIRED : 'must be text') })

/** Mandatory text: blanks around it are dropped, and nothing but blanks counts as missing. */
export const text = (maxLength: number) =>
  string()
    .trim()
    .min(1, REQUIRED)
    .max(maxLength, `must be at most ${maxLength} characters`)
    .refine(storable, 'must not contain control characters')

/** Text that may be empty. */
export const optionalText = (maxLength: number) =>
  string()
    .trim()
    .max(maxLength, `must be at most ${maxLength} characters`)
    .refine(storable, 'must not contain control characters')

/** A secret as it is typed: never trimmed, never cut. */
export const secret = () => string().min(1, REQUIRED).max(128, 'must be at most 128 characters')

/** Milliseconds since midnight on January 1, 1970 (GMT). */
export const dateTime = z.int()

/** The part of every list's query that selects a page. */
export const page = {
  count: integer()
    .min(1, 'must be 1 or more')
    .transform((count) => Math.min(count, MAX_PAGE_SIZE)),
  offset: integer().min(0, 'must be 0 or more'),
  /** Written into `next` by the server: where the page before ended. The page then begins there, whatever it costs to count to `offset`. */
  after: z.string().max(200, 'must be at most 200 characters').optional(),
}

/** Names another client than the session's own; only for users who are permitted there. */
export const client = { client: id.optional() }

/** A relative URI (`configuration/agents/?client=4199&offset=50&count=50&after=AGENT50`); null or absent on the last page. */
export const next = z.string().nullish()

export const listInfo = z.object({ size: z.int(), lastModified: dateTime.optional() })
export type ListInfo = z.infer<typeof listInfo>

export const created = z.object({ id })
export type Created = z.infer<typeof created>
