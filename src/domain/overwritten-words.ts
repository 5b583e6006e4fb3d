import type { Overwritten } from '#src/api/history.ts'
import { formatTimeAgo } from '#src/lib/format.ts'
import { isolate } from '#src/lib/isolate.ts'

/** Names the overwritten values and their authors: `superuser had set it to 1, 2 min ago`. `inWords` names a value of a field. */
export function overwrittenWords(
  overwritten: readonly Overwritten[],
  nameOf: (field: string) => string,
  inWords: (value: NonNullable<Overwritten['was']>) => string,
): string | undefined {
  const words = overwritten.map(({ field, was, set }) => {
    if (!set)
      return was === undefined ? `${nameOf(field)} had been removed` : `${nameOf(field)} was ${isolate(inWords(was))}`
    const did = was === undefined ? `removed ${nameOf(field)}` : `set ${nameOf(field)} to ${isolate(inWords(was))}`
    return `${isolate(set.by)} had ${did}, ${formatTimeAgo(set.at)}`
  })
  return words.length > 0 ? words.join('. ') : undefined
}
