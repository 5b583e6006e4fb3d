import type { ApiError } from '#contract/client.ts'

/** Which of a form's fields the server's refusal is about; `root` when it is about none of them. */
export function fieldOfError<Field extends string>(error: ApiError, fields: readonly Field[]): Field | 'root' {
  return fields.find((field) => field === error.field) ?? 'root'
}
