import * as z from 'zod/mini'
import { REQUIRED } from '#contract/common.ts'

/**
 * The platform answers errors in two shapes, by method: `{code, message}` and `{errorCode, errorMessage}`.
 * A client reads both.
 */
export type ErrorShape = 'code' | 'errorCode'

export const errorBodies = {
  code: z.object({ code: z.int(), message: z.string() }),
  errorCode: z.object({ errorCode: z.int(), errorMessage: z.string() }),
} as const satisfies Record<ErrorShape, z.ZodMiniType>

export const noServicePermission = (id: number) => `Permission denied [you are not permitted the service ${id}]`

/** The two public codes. Every other error carries its HTTP status as its code. */
export const VALIDATION = 202
export const NOT_FOUND = 203

export const ADD_SERVICE_REFUSED = 'Cannot assign service [incorrect service type]'
export const ONE_CRITERION = 'Invalid input [exactly one of phone, loginId or lastName is required]'

export const missingField = (field: string) => `Missing required field [${field}]`

// A reason that begins with a capital is a sentence of the specification's and stands alone.
export const invalidField = (field: string, reason: string) =>
  `Invalid ${field} [${/^[A-Z]/.test(reason) ? reason : `${field} ${reason}`}]`

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

export const notFound = (object: ApiObject, id: number | string) => `${object} not found [ID:${id}]`

export const alreadyExists = (object: 'Agent' | 'Agent skill' | 'User' | 'View', field: string, value: string) =>
  `${object} already exists [${field}:${value}]`

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
}

// A detail may have a semicolon of its own.
const BETWEEN_FAULTS = /(?<=\]); (?=[A-Z])/

/** Returns the faults that a message names, so that a form can show each at its field. */
export const faultsOf = (message: string): Fault[] =>
  message.split(BETWEEN_FAULTS).map((each) => {
    const path = fieldOf(each)
    return { message: each, field: path?.split('.')[0], path }
  })

export const joinFaults = (sentences: readonly string[]): string => sentences.join('; ')

/** A list may hold a thousand entries, each with a fault. */
const MOST_FAULTS = 20

/**
 * Returns the API's message for all faults of a request: missing fields first, malformed ones after them. A blank text counts as
 * missing, but not where the field is optional.
 */
export function describeIssues(issues: readonly z.core.$ZodIssue[], optional: ReadonlySet<string> = new Set()): string {
  const isMissing = ({ code, message, path }: z.core.$ZodIssue) =>
    message === REQUIRED && (code === 'invalid_type' || !optional.has(path.join('.')))
  const missing = issues.filter(isMissing).map(({ path }) => missingField(path.join('.') || 'body'))
  const malformed = issues.filter((issue) => !isMissing(issue)).map(sentenceOf)
  const sentences = [...new Set([...missing, ...malformed])]
  const left = sentences.length - MOST_FAULTS
  return joinFaults([...sentences.slice(0, MOST_FAULTS), ...(left > 0 ? [`Too many faults [${left} more]`] : [])])
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  const field = issue.path.join('.')
  if (issue.message === REQUIRED) return invalidField(field, 'must not be empty')
  const ofKind = issue.code === 'invalid_type' ? MUST_BE[issue.expected] : undefined
  if (ofKind !== undefined) return invalidField(field || 'body', ofKind)
  return field ? invalidField(field, issue.message) : issue.message
}

/** In place of Zod's own words. */
const MUST_BE: Readonly<Record<string, string>> = { object: 'must be an object', array: 'must be a list' }
