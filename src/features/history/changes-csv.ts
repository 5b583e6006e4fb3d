import Papa from 'papaparse'
import type { Change } from '#contract/history.ts'
import { describeChange, fieldsOf, KIND_LABELS } from './describe-change.ts'

const side = (change: Change, which: 'before' | 'after') =>
  fieldsOf(change)
    .flatMap((field) => (field[which] === undefined ? [] : `${field.field}: ${field[which]}`))
    .join('; ')

const toRow = (change: Change) => ({
  ID: change.id,
  Time: new Date(change.at).toISOString(),
  Kind: KIND_LABELS[change.kind],
  Change: describeChange(change),
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
  'By kind': change.byKind,
  'By ID': change.byId,
  'By client': change.byClient,
  Address: change.address,
  'Undo of': change.undoes,
  'Undone by': change.undoneBy,
})

const COLUMNS = Object.keys(toRow({ id: 0, at: 0, kind: 'agent-created', address: '' }))

// Some spreadsheets accept the full-width forms too.
const FORMULA = '=+\\-@＝＋－＠'

/** Text that begins with an apostrophe gets another one, so dropping one always restores the original. */
const HEAD = new RegExp(`^(?=[${FORMULA}'\\t\\r\\n])`)

/**
 * Spreadsheets in much of Europe split lines at semicolons, not at commas. For them our quotes don't begin a cell, so text inside
 * quotes is split as well, at semicolons and at line breaks. Some programs split at tabs too.
 */
const CELL_WITHIN = new RegExp(`([;\\t\\r\\n][ "]*)(?=[${FORMULA}])`, 'g')

const asText = (value: string) => value.replace(CELL_WITHIN, "$1'").replace(HEAD, "'")

// Programs that split at several separators at once respect quotes.
const MAY_BE_SPLIT = /[;\t]/

/**
 * Returns CSV in which no text is a formula to a spreadsheet. It has no `sep=,` line: other programs read that as a row, and Excel
 * then ignores the byte order mark.
 */
export const changesToCsv = (changes: readonly Change[]) =>
  Papa.unparse(
    { fields: COLUMNS, data: changes.map(toTexts) },
    { quotes: (value) => typeof value === 'string' && MAY_BE_SPLIT.test(value) },
  )

const toTexts = (change: Change) =>
  Object.fromEntries(
    Object.entries(toRow(change)).map(([column, value]) => [column, typeof value === 'string' ? asText(value) : value]),
  )
