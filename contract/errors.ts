import * as z from 'zod/mini'
import { REQUIRED } from '#contract/common.ts'
import type { Refusal } from '#contract/refusals.ts'

/**
 * The platform answers errors in two shapes, by method: `{code, message}` and `{errorCode, errorMessage}`.
 * A client reads both.
 */
export type ErrorShape = 'code' | 'errorCode'

export const errorBodies = {
  code: z.object({ code: z.int(), message: z.string() }),
  errorCode: z.object({ errorCode: z.int(), errorMessage: z.string() }),
} as const satisfies Record<ErrorShape, z.ZodMiniType>

/** The two public codes. Every other error carries its HTTP status as its code. */
export const VALIDATION = 202
export const NOT_FOUND = 203

export const missingField = (field: string): Refusal => ({ reason: 'missingField', field })

/** A rule that begins with a capital is a sentence of the specification's and stands alone. */
export const invalidField = (field: string, rule: string): Refusal =>
  /^[A-Z]/.test(rule) ? { reason: 'ruleOfField', field, sentence: rule } : { reason: 'invalidField', field, rule }

export type ApiObject =
  | 'Agent'
  | 'Agent skill'
  | 'Agent skill assignment'
  | 'Service'
  | 'Service assignment'
  | 'Client'
  | 'Change'
  | 'Bulk change'
  | 'User'
  | 'Session'
  | 'View'

export const notFound = (object: ApiObject, id: number | string): Refusal => ({
  reason: 'notFound',
  object,
  id: String(id),
})

export const alreadyExists = (
  object: 'Agent' | 'Agent skill' | 'User' | 'View',
  field: string,
  value: string,
): Refusal => ({ reason: 'alreadyExists', object, field, value })

const ABOUT_A_FIELD = [/^Missing required field \[([\w.]+)\]$/, /^Invalid ([\w.]+) \[/, / already exists \[(\w+):/]

const fieldOf = (sentence: string) =>
  ABOUT_A_FIELD.map((form) => form.exec(sentence)?.[1]).find((field) => field !== undefined)

/** One of the things that an error's message says. */
export interface Fault {
  message: string
  /** Undefined where it is about none. Within a list, the list: `assignedService` for `assignedService.0.id`. */
  field: string | undefined
  /** The same with its place in the list. */
  path: string | undefined
  /** Known where the message was read again as data. */
  refusal?: Refusal | undefined
}

// A detail may have a semicolon of its own.
const BETWEEN_FAULTS = /(?<=\]); (?=[A-Z])/

/** Returns the faults that a message names, so that a form can show each at its field. */
export const faultsOf = (message: string): Fault[] =>
  message.split(BETWEEN_FAULTS).map((each) => {
    const path = fieldOf(each)
    return { message: each, field: path?.split('.')[0], path }
  })

/** A list may hold a thousand entries, each with a fault. */
const MOST_FAULTS = 20

/**
 * Returns all faults of a request: missing fields first, malformed ones after them. A blank text counts as missing, but not where the
 * field is optional.
 */
export function describeIssues(
  issues: readonly z.core.$ZodIssue[],
  optional: ReadonlySet<string> = new Set(),
): readonly Refusal[] {
  const isMissing = ({ code, message, path }: z.core.$ZodIssue) =>
    message === REQUIRED && (code === 'invalid_type' || !optional.has(path.join('.')))
  const missing = issues.filter(isMissing).map(({ path }) => missingField(path.join('.') || 'body'))
  const malformed = issues.filter((issue) => !isMissing(issue)).map(refusalOf)
  const once = new Map([...missing, ...malformed].map((refusal) => [JSON.stringify(refusal), refusal]))
  const refusals = [...once.values()]
  const left = refusals.length - MOST_FAULTS
  return left > 0 ? [...refusals.slice(0, MOST_FAULTS), { reason: 'moreFaults', count: String(left) }] : refusals
}

function refusalOf(issue: z.core.$ZodIssue): Refusal {
  const field = issue.path.join('.')
  if (issue.message === REQUIRED) return invalidField(field, 'must not be empty')
  const ofKind = issue.code === 'invalid_type' ? MUST_BE[issue.expected] : undefined
  if (ofKind !== undefined) return invalidField(field || 'body', ofKind)
  return field ? invalidField(field, issue.message) : { reason: 'invalidInput', rule: issue.message }
}

/** In place of Zod's own words. */
const MUST_BE: Readonly<Record<string, string>> = { object: 'must be an object', array: 'must be a list' }
