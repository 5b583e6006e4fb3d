/**
 * The rows in the order in which they are on screen, with what is new in them. What came among them waits, what went stays
 * as it was; what follows after all of them comes after them.
 */
export function keepOrder<Row extends { id: number }>(shown: readonly Row[], fresh: readonly Row[]): Row[] {
  const freshById = new Map(fresh.map((row) => [row.id, row]))
  const shownIds = new Set(shown.map(({ id }) => id))
  const last = fresh.findLastIndex(({ id }) => shownIds.has(id))
  return [...shown.map((row) => freshById.get(row.id) ?? row), ...fresh.slice(last + 1)]
}
