import Papa from 'papaparse'

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

type Cell = string | number | undefined

/**
 * Returns CSV in which no text is a formula to a spreadsheet. It has no `sep=,` line: other programs read that as a row, and Excel
 * then ignores the byte order mark.
 */
export const toCsv = (fields: readonly string[], rows: readonly Readonly<Record<string, Cell>>[]): string =>
  Papa.unparse(
    { fields: [...fields], data: rows.map(toTexts) },
    { quotes: (value) => typeof value === 'string' && MAY_BE_SPLIT.test(value) },
  )

const toTexts = (row: Readonly<Record<string, Cell>>) =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, typeof value === 'string' ? asText(value) : value]),
  )
