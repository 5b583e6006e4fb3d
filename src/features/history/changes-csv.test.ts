import Papa from 'papaparse'
import { expect, it } from 'vitest'
import { changesToCsv } from './changes-csv.ts'

it('writes hostile names as they are, and none as a formula', () => {
  const [head, row, ...rest] = changesToCsv([
    {
      id: 9,
      at: 0,
      kind: 'agent-updated',
      by: '@manager',
      address: '10.0.0.1',
      agent: { id: 2, name: '=cmd()' },
      before: { lastName: 'a "b", c' },
      after: { lastName: '<img onerror>' },
    },
  ]).split('\r\n')
  expect(head).toMatch(/^ID,Time,Kind,Change,Agent,Agent ID,/)
  expect(row).toContain(`9,1970-01-01T00:00:00.000Z,Agent details changed,`)
  expect(row).toContain(`'=cmd()`)
  expect(row).toContain(`'@manager`)
  expect(row).toContain('"last name: a ""b"", c",last name: <img onerror>')
  expect(rest).toEqual([])
})

const csvOf = (name: string) =>
  changesToCsv([{ id: 9, at: 0, kind: 'agent-created', address: '10.0.0.1', agent: { id: 2, name } }])

it.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(1)', "'@SUM(1)"],
  ["'=1", "''=1"],
  ['\t=1', "'\t'=1"],
  ['\r=1', "'\r'=1"],
  ['\n=1', "'\n'=1"],
  ['=1\n2', "'=1\n2"],
  ['X\n=1', "X\n'=1"],
  ['＝1', "'＝1"],
  ['＋1', "'＋1"],
  ['－1', "'－1"],
  ['＠1', "'＠1"],
  ['X;=1+1;', "X;'=1+1;"],
  ['X; =1+1', "X; '=1+1"],
  ['X;"=1+1"', `X;"'=1+1"`],
  ['X\t@SUM(1)', "X\t'@SUM(1)"],
  ['X;-1;＝1', "X;'-1;'＝1"],
  ['a-b, c=d; e', 'a-b, c=d; e'],
])('writes the name %j as text', (name, written) => {
  const { data } = Papa.parse<Record<string, string>>(csvOf(name), { header: true })
  expect(data[0]?.['Agent']).toBe(written)
})

// A spreadsheet in a locale whose list separator it is knows no commas, and so no quotes that begin behind one.
it.each([';', '\t'])('has no cell that is a formula where a spreadsheet splits at %j', (separator) => {
  const csv = csvOf(`X${separator}=1+1${separator} "@SUM(1)"\n-1${separator}"=2`)
  const cells = csv.split(/\r?\n/).flatMap((line) => line.split(separator))
  expect(cells.filter((cell) => /^[\s"]*[=+\-@]/.test(cell))).toEqual([])
})

it.each([';', '\t'])(
  'keeps a name with %j in quotes, for a spreadsheet that splits at several separators',
  (separator) => {
    expect(csvOf(`X${separator}Y`)).toContain(`,"X${separator}Y",`)
  },
)

it('leaves a number a number', () => {
  expect(csvOf('X')).toMatch(/\r\n9,/)
})

it('has its headings when there is nothing to write', () => {
  expect(changesToCsv([])).toMatch(/^ID,Time,/)
})
