import type { ChangeKind } from '#contract/history.ts'
import type { NewChange } from '#server/history/record.ts'
import type { AccountChange, Context } from '#server/operations/context.ts'

/**
 * How each kind of change is logged. Changes of accounts have a line each, with the account's name. All others are counted: one
 * line for each kind in a write, because a deleted skill may be taken from thousands of agents.
 */
const LINES: Record<ChangeKind, AccountChange['event'] | 'counted'> = {
  'agent-created': 'agent-created',
  'agent-updated': 'counted',
  'agent-deleted': 'agent-deleted',
  'agent-locked': 'agent-locked',
  'agent-unlocked': 'agent-unlocked',
  'agent-password-set': 'password-set',
  'agent-skill-added': 'counted',
  'proficiency-changed': 'counted',
  'agent-skill-removed': 'counted',
  'service-added': 'counted',
  'service-removed': 'counted',
  'skill-created': 'counted',
  'skill-updated': 'counted',
  'skill-deleted': 'counted',
  'user-created': 'user-created',
  'user-updated': 'user-updated',
  'user-locked': 'user-locked',
  'user-unlocked': 'user-unlocked',
  'user-password-set': 'password-set',
  'user-service-added': 'user-service-added',
  'user-service-removed': 'user-service-removed',
}

/** A change as the history has it. */
export interface RecordedChange extends NewChange {
  id: number
  client: number
}

/** Writes the lines of a write's changes to the log, once they are saved. */
export function logChanges(note: Context['note'], changes: readonly RecordedChange[]): void {
  const counted = new Map<ChangeKind, { client: number; change: number; count: number }>()
  for (const { id: change, client, kind, agent, user } of changes) {
    const event = LINES[kind]
    if (event !== 'counted') note({ event, client, account: (user ?? agent)?.name ?? '', change })
    else counted.set(kind, { client, change, ...counted.get(kind), count: (counted.get(kind)?.count ?? 0) + 1 })
  }
  for (const [event, more] of counted) note({ event, ...more })
}
