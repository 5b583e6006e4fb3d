/**
 * Returns the rows in the order on screen, with their new contents. New rows between them wait, removed rows stay as they were,
 * and rows after the last one follow it.
 */
export function keepOrder<Row extends { id: number }>(shown: readonly Row[], fresh: readonly Row[]): Row[] {
  const freshById = new Map(fresh.map((row) => [row.id, row]))
  const shownIds = new Set(shown.map(({ id }) => id))
  const last = fresh.findLastIndex(({ id }) => shownIds.has(id))
  return [...shown.map((row) => freshById.get(row.id) ?? row), ...fresh.slice(last + 1)]
}
