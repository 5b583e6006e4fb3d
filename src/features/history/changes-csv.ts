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

// Also full-width, as some spreadsheets take them.
const FORMULA = '=+\\-@＝＋－＠'

/** What begins with an apostrophe gets another, so that one less is always what it was. */
const HEAD = new RegExp(`^(?=[${FORMULA}'\\t\\r\\n])`)

/**
 * Where the list separator is a semicolon, as in much of Europe, a spreadsheet splits at each of them and at each line, whatever
 * stands in quotes; some split at tabs. What follows there is a cell of its own.
 */
const CELL_WITHIN = new RegExp(`([;\\t\\r\\n][ "]*)(?=[${FORMULA}])`, 'g')

const asText = (value: string) => value.replace(CELL_WITHIN, "$1'").replace(HEAD, "'")

// A spreadsheet that splits at several separators keeps together what is quoted.
const MAY_BE_SPLIT = /[;\t]/

/**
 * As a spreadsheet reads it: a text that would be a formula there stays a text. Without a first line that names the separator
 * (`sep=,`): to every other reader that is a row, and Excel then takes the file for another encoding.
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
