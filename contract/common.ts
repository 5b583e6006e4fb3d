import * as z from 'zod/mini'
import { codePointOf, hiddenCharactersIn, showsSomething } from '#contract/hidden-characters.ts'
import { storedText } from '#contract/stored-text.ts'

// A browser's content security policy forbids the code that Zod would write at run time, and reports the attempt. Here, because
// every schema is made after this module was loaded.
z.config({ jitless: 'document' in globalThis })

/** The largest page that any list returns; a larger `count` is clamped to it (the specification's "hard cap"). */
export const MAX_PAGE_SIZE = 1000

export const REQUIRED = 'Required'

const isMissing = (issue: { input?: unknown }) => issue.input === undefined || issue.input === null

const ABOUT_INTEGERS: Readonly<Record<string, string>> = { too_big: 'is too large', too_small: 'is too small' }

export const integer = (...checks: z.core.$ZodCheck<number>[]) =>
  z
    .int({ error: (issue) => (isMissing(issue) ? REQUIRED : (ABOUT_INTEGERS[issue.code] ?? 'must be a whole number')) })
    .check(...checks)

export const atLeast = (minimum: number) => z.gte(minimum, `must be ${minimum} or more`)

/** A LiveVox ID. */
export const id = integer(atLeast(1))

export const flag = () => z.boolean({ error: (issue) => (isMissing(issue) ? REQUIRED : 'must be true or false') })

// No database stores a NUL or half a surrogate pair the same way, and no person types one.
// oxlint-disable-next-line no-control-regex -- to find them is its purpose
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

const string = (...checks: z.core.$ZodCheck<string>[]) =>
  z.string({ error: (issue) => (isMissing(issue) ? REQUIRED : 'must be text') }).check(...checks)

// An empty text breaks other rules as well, and none of them says more.
const isGiven = () => z.minLength(1, { error: REQUIRED, abort: true })

const atMost = (maxLength: number) => z.maxLength(maxLength, `must be at most ${maxLength} characters`)

// Far more than the limit, before the text is looked at more closely. NFC makes one code point of four at most.
const isNotHuge = (maxLength: number) =>
  z.refine<string>((value) => value.length <= 16 * maxLength, {
    error: `must be at most ${maxLength} characters`,
    abort: true,
  })

const isWellFormed = () =>
  z.refine<string>((value) => value.isWellFormed(), { error: 'must be valid Unicode text', abort: true })

const hasNoControls = () =>
  z.refine<string>((value) => !CONTROL_CHARACTERS.test(value), 'must not contain control characters')

const isOneLine = () =>
  z.refine<string>((value) => !hiddenCharactersIn(value).length, {
    error: ({ input }) => {
      const hidden = new Set(hiddenCharactersIn(String(input)).map(codePointOf))
      return `must not contain invisible characters: ${[...hidden].slice(0, 3).join(', ')}`
    },
  })

const isNfc = () => z.normalize('NFC')

/**
 * Mandatory text of one line, stored in NFC: blanks around it are dropped, and nothing but blanks counts as missing. Lengths count
 * code points.
 */
export const text = (maxLength: number) =>
  string(
    isWellFormed(),
    z.trim(),
    isNotHuge(maxLength),
    isNfc(),
    isGiven(),
    z.refine<string>(showsSomething, { error: 'must contain a visible character', abort: true }),
    atMost(maxLength),
    isOneLine(),
  )

/** Text of any number of lines, which may be empty. */
export const optionalText = (maxLength: number) =>
  string(isWellFormed(), z.trim(), isNotHuge(maxLength), isNfc(), atMost(maxLength), hasNoControls())

/** Text that is searched for and may be empty: characters that nobody sees are dropped, as they come with copied text. */
export const searchText = (maxLength: number) =>
  string(isNotHuge(maxLength), isWellFormed(), z.overwrite(storedText), atMost(maxLength), hasNoControls())

/** The name that somebody signs in with, as they type it. It may be one from before names were stored in one form. */
export const signInName = (maxLength: number) =>
  string(isWellFormed(), z.trim(), isGiven(), atMost(maxLength), hasNoControls())

/** A secret as it is typed: never trimmed, never cut. */
export const secret = () => string(isGiven(), atMost(128))

/** Refuses an update that names no field, with these words. */
export const atLeastOneKey = (words: string) =>
  z.refine<object>((update) => Object.values(update).some((value) => value !== undefined), words)

/** Milliseconds since midnight on January 1, 1970 (GMT). */
export const dateTime = z.int()

/** The part of every list's query that selects a page. */
export const page = {
  count: z.pipe(
    integer(atLeast(1)),
    z.transform((count: number) => Math.min(count, MAX_PAGE_SIZE)),
  ),
  offset: integer(atLeast(0)),
  /**
   * The key of the last row of the page before; empty on the first page. The page begins behind it, whatever `offset` says, and
   * `next` carries the key of its own last row: so rows that come and go meanwhile repeat nobody and leave nobody out. Without
   * it, `next` counts rows.
   */
  after: z.optional(string(isWellFormed(), atMost(400), hasNoControls())),
}

/** Names another client than the session's own; only for users who are permitted there. */
export const client = { client: z.optional(id) }

/** A relative URI (`configuration/agents/?client=4199&offset=50&count=50&after=AGENT50`); null or absent on the last page. */
export const next = z.nullish(z.string())

export const listInfo = z.object({ size: z.int(), lastModified: z.optional(dateTime) })
export type ListInfo = z.infer<typeof listInfo>

/** The parameters of an operation on one object. */
export const idParams = z.object({ id })

export const created = z.object({ id })
