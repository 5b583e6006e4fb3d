/** One person's edit of an object that others may edit at the same time. */
interface Edit<Values> {
  /** As it was when the form was opened. */
  opened: Values
  /** As the form has it. */
  mine: Values
  /** As it is, read a moment ago. */
  now: Values
  /** Others' values that this person means to replace. */
  replaced: Partial<Values>
}

export type FieldOf<Values> = keyof Values & string

/** Tells whether two values of a field are the same. The order of a list does not count. */
export function isSame(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b
  const [inA, inB] = [new Set<unknown>(a), new Set<unknown>(b)]
  return inA.size === inB.size && [...inA].every((member) => inB.has(member))
}

/** Returns the fields that this person set, in the given order. The others follow changes made elsewhere. */
export const differences = <Values, Field extends FieldOf<Values>>(
  fields: readonly Field[],
  a: Values,
  b: Values,
): Field[] => fields.filter((field) => !isSame(a[field], b[field]))

/** Tells whether somebody else set a field that this person has set, too, to another value that they have not seen. */
const isContested = <Values>(field: FieldOf<Values>, { opened, mine, now, replaced }: Edit<Values>) =>
  [opened, mine, replaced].every((known) => !isSame(now[field], known[field]))

/** The fields whose value must be chosen before anything is saved. */
export const contestedFields = <Values, Field extends FieldOf<Values>>(
  touched: readonly Field[],
  edit: Edit<Values>,
): Field[] => touched.filter((field) => isContested(field, edit))

/** Returns the fields to send: those whose value this person changed. */
export function updateOf<Values>(
  touched: readonly FieldOf<Values>[],
  { mine, now }: Pick<Edit<Values>, 'mine' | 'now'>,
): Partial<Values> | undefined {
  const changed = differences(touched, mine, now)
  if (!changed.length) return undefined
  const update: Partial<Values> = {}
  for (const field of changed) update[field] = mine[field]
  return update
}
