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

type ApiObject =
  | 'Agent'
  | 'Agent skill'
  | 'Agent skill assignment'
  | 'Service'
  | 'Service assignment'
  | 'Client'
  | 'Change'
  | 'User'
  | 'Session'
  | 'View'

export const notFound = (object: ApiObject, id: number | string) => `${object} not found [ID:${id}]`

export const alreadyExists = (object: 'Agent' | 'Agent skill' | 'User' | 'View', field: string, value: string) =>
  `${object} already exists [${field}:${value}]`

const ABOUT_A_FIELD = [/^Missing required field \[([\w.]+)\]$/, /^Invalid ([\w.]+) \[/, / already exists \[(\w+):/]

/** The field that one of the messages above is about, so that a form can show it there. */
export function fieldOf(message: string): string | undefined {
  return ABOUT_A_FIELD.map((form) => form.exec(message)?.[1]).find((field) => field !== undefined)
}

/** The API's sentence for the first thing wrong with a request: what is missing comes before what is malformed. */
export function describeIssues(issues: readonly z.core.$ZodIssue[]): string {
  const issue = issues.find(({ message }) => message === REQUIRED) ?? issues[0]
  if (!issue) return 'Invalid input'
  const field = issue.path.join('.')
  if (issue.message === REQUIRED) return missingField(field || 'body')
  return field ? invalidField(field, issue.message) : issue.message
}
