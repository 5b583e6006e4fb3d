import type { Change } from '#contract/history.ts'
import { toCsv } from '#src/lib/csv.ts'
import { describeChange, fieldsOf, KIND_LABELS } from './describe-change.ts'

const side = (change: Change, which: 'before' | 'after') =>
  fieldsOf(change)
    .flatMap((field) => (field[which] === undefined ? [] : `${field.field}: ${field[which]}`))
    .join('; ')

const toRow = (change: Change) => ({
  ID: change.id,
  Time: new Date(change.at).toISOString(),
  Kind: KIND_LABELS[change.kind],
  Change: describeChange(change, (name) => name),
  Agent: change.agent?.name,
  'Agent ID': change.agent?.id,
  Skill: change.agentSkill?.name,
  'Skill ID': change.agentSkill?.id,
  Service: change.service?.name,
  'Service ID': change.service?.id,
  User: change.user?.name,
  'User ID': change.user?.id,
  Before: side(change, 'before'),
  After: side(change, 'after'),
  By: change.by,
  For: change.for,
  'By kind': change.byKind,
  'By ID': change.byId,
  'By client': change.byClient,
  Address: change.address,
  'Undo of': change.undoes,
  'Undone by': change.undoneBy,
})

const COLUMNS = Object.keys(toRow({ id: 0, at: 0, kind: 'agent-created', address: '' }))

/** Returns the changes as CSV. */
export const changesToCsv = (changes: readonly Change[]): string => toCsv(COLUMNS, changes.map(toRow))
