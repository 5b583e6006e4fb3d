import { BURST, INVERSES, personOf, type Change } from '#contract/history.ts'

/** A deed, done in one go: one change, several to one agent within a minute of each other, or a bulk change. */
export type Deed =
  | { kind: 'change'; newest: Change }
  | { kind: 'burst'; newest: Change; changes: Change[] }
  | { kind: 'bulk'; newest: Change; bulkChange: number }

/** Folds changes, the newest first, into deeds. Each stands where its newest change does. */
export function deedsOf(changes: readonly Change[]): Deed[] {
  const deeds: Deed[] = []
  const bulkChanges = new Set<number>()
  const open = new Map<string, { deed: number; changes: Change[] }>()
  for (const change of changes) {
    const { bulkChange, agent } = change
    const person = personOf(change)
    if (bulkChange !== undefined) {
      if (!bulkChanges.has(bulkChange)) deeds.push({ kind: 'bulk', newest: change, bulkChange })
      bulkChanges.add(bulkChange)
      continue
    }
    if (agent === undefined || person === undefined) {
      deeds.push({ kind: 'change', newest: change })
      continue
    }
    const key = `${agent.id} ${person}`
    const burst = open.get(key)
    const earliest = burst?.changes.at(-1)
    if (burst && earliest && earliest.at - change.at < BURST) {
      burst.changes.push(change)
      deeds[burst.deed] = { kind: 'burst', newest: burst.changes[0] ?? change, changes: burst.changes }
    } else {
      open.set(key, { deed: deeds.length, changes: [change] })
      deeds.push({ kind: 'change', newest: change })
    }
  }
  return deeds
}

/**
 * Returns the changes of a deed that can be taken back, newest first. A later change of the same deed is no obstacle if it can be
 * taken back itself.
 */
export function openOf(changes: readonly Change[]): Change[] {
  const open = new Set<number>()
  return changes.filter(({ id, kind, undoneBy, supersededBy }) => {
    const isFree = supersededBy === undefined || open.has(supersededBy)
    if (undoneBy !== undefined || !isFree || INVERSES[kind] === undefined) return false
    open.add(id)
    return true
  })
}
