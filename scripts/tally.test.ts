import { expect, test } from 'vitest'
import {
  add,
  countPlaywright,
  countVitest,
  failuresOfPlaywright,
  failuresOfVitest,
  NOTHING,
  sentence,
  verdict,
} from './tally.mjs'

test('counts a check without a report as one test', () => {
  expect(sentence(verdict(0))).toBe('1 passed, 0 failed')
  expect(sentence(verdict(2))).toBe('0 passed, 1 failed')
})

test('counts what a report says', () => {
  const vitest = { numPassedTests: 5, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 }
  expect(sentence(verdict(1, countVitest(vitest)))).toBe('5 passed, 2 failed, 2 skipped')
  const playwright = { stats: { expected: 7, unexpected: 0, flaky: 0, skipped: 0 } }
  expect(sentence(verdict(0, countPlaywright(playwright)))).toBe('7 passed, 0 failed')
})

test('counts a flaky test as failed', () => {
  expect(countPlaywright({ stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 0 } }).failed).toBe(2)
})

test('counts a runner that breaks down although no test failed as a failure', () => {
  expect(verdict(1, { passed: 5, failed: 0, skipped: 0 }).failed).toBe(1)
})

test('counts a runner that ran nothing, or left no report, as a failure', () => {
  expect(verdict(0, { passed: 0, failed: 0, skipped: 9 }).failed).toBe(1)
  expect(verdict(0, NOTHING).failed).toBe(1)
})

test('sums up', () => {
  const sum = add({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 })
  expect(sum).toEqual({ passed: 11, failed: 22, skipped: 33 })
})

test('names what failed, and why', () => {
  const passed = { status: 'passed', fullName: 'is well', failureMessages: [] }
  const broken = { status: 'failed', fullName: 'is ill', failureMessages: ['expected 1 to be 2'] }
  const files = [
    { name: 'a.test.ts', message: '', assertionResults: [passed, broken] },
    { name: 'b.test.ts', message: 'no such module', assertionResults: [] },
  ]
  expect(failuresOfVitest({ testResults: files })).toEqual([
    'a.test.ts › is ill\nexpected 1 to be 2',
    'b.test.ts\nno such module',
  ])
  const spec = (title: string, status: string, message: string) => ({
    file: 'a.spec.ts',
    title,
    tests: [{ status, results: [{ errors: [{ message }] }] }],
  })
  const specs = [spec('works', 'expected', ''), spec('blinks', 'flaky', 'not there')]
  const suites = [{ specs: [], suites: [{ specs }] }]
  expect(failuresOfPlaywright({ suites })).toEqual(['a.spec.ts › blinks\nnot there'])
})
