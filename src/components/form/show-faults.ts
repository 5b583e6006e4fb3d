import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form'

/** A sentence about a field, or about the whole form (`root`). */
export interface ShownFault<Field extends string> {
  field: Field | 'root'
  message: string
}

/** Shows each fault at its field, and puts the focus on the first. */
export function showFaults<Values extends FieldValues>(
  form: Pick<UseFormReturn<Values>, 'setError'>,
  faults: readonly ShownFault<FieldPath<Values>>[],
): void {
  for (const [i, { field, message }] of faults.entries()) form.setError(field, { message }, { shouldFocus: i === 0 })
}
