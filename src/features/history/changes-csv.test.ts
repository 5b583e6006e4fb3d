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

it.each(['=1+1', '+1', '-1', '@SUM(1)', '\t=1', '\r=1', '\n=1', '=1\n2', '＝1', '＋1', '－1', '＠1'])(
  'writes the name %j as text',
  (name) => {
    const csv = changesToCsv([{ id: 9, at: 0, kind: 'agent-created', address: '10.0.0.1', agent: { id: 2, name } }])
    const { data } = Papa.parse<Record<string, string>>(csv, { header: true })
    expect(data[0]?.['Agent']).toBe(`'${name}`)
  },
)

it('has its headings when there is nothing to write', () => {
  expect(changesToCsv([])).toMatch(/^ID,Time,/)
})
