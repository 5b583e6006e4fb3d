import { describe, expect, it } from 'vitest'
import { MOST_LINES, pastedLoginIds } from '#contract/bulk-change-agents.ts'
import { newBulkChange, type NewBulkChange } from '#contract/bulk-changes.ts'

const faultsOf = (who: NewBulkChange['who'], reason?: string) =>
  (newBulkChange.safeParse({ who, changes: [{ kind: 'unlock' }], reason }).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')} ${message}`,
  )

describe('pasted login IDs', () => {
  it('stand on lines, or between commas, semicolons or tabs, in quotes or not', () => {
    expect(pastedLoginIds('"A", B\r\n "C"\tD;;\n\n""')).toEqual(['A', 'B', 'C', 'D'])
  })

  it.each([
    ['a login ID', 'A', []],
    ['as many as may be', 'A\n'.repeat(MOST_LINES), []],
    ['one too many', 'A,'.repeat(MOST_LINES + 1), ['who.pasted Paste at most 100,000 login IDs at once']],
    // They are split no further than that.
    [
      'blanks without end',
      `A${' ,'.repeat(2 * MOST_LINES + 1)}`,
      ['who.pasted Paste at most 100,000 login IDs at once'],
    ],
    ['nothing between separators', ' ,;\t\r\n', ['who.pasted Paste at least one login ID']],
  ])('may be %s, or may not', (_, pasted, faults) => {
    expect(faultsOf({ pasted })).toEqual(faults)
  })
})

describe('a question', () => {
  const tooLong = ['who.question must be at most 8192 characters']

  it.each([
    ['of a list', { q: 'ann', skill: ['1:2'], sort: 'no such order', client: 'nobody’s' }, []],
    ['with a wrong filter', { status: 'asleep' }, ['who.question.status.0 Invalid input']],
    ['longer than a URL', { status: 'active,'.repeat(2000) }, tooLong],
    ['longer by what does not count', { sort: 'x'.repeat(9000) }, tooLong],
  ])('%s', (_, question, faults) => {
    expect(faultsOf({ question })).toEqual(faults)
  })
})

it('a text far too long is refused before it is looked at', () => {
  const faults = ['reason must be at most 1000 characters']
  // Two faults, if it were.
  expect(faultsOf({ agents: [1] }, '\u0001'.repeat(16_001))).toEqual(faults)
  // Stored as one code point of three.
  expect(faultsOf({ agents: [1] }, '\u1100\u1161\u11a8'.repeat(1000))).toEqual([])
})
