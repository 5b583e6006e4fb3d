import type { ApiError } from '#contract/client.ts'
import { joinSentences } from '#src/lib/format.ts'

/** Sorts the server's refusals by the form's fields; the others go to `root`. */
export function faultsAt<Field extends string>(error: ApiError, fields: readonly Field[]) {
  const messages = new Map<Field | 'root', string[]>()
  for (const fault of error.faults) {
    const field = fields.find((each) => each === fault.field) ?? 'root'
    messages.set(field, [...(messages.get(field) ?? []), fault.message])
  }
  return [...messages].map(([field, several]) => ({ field, message: joinSentences(several) }))
}
