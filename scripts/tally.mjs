export const NOTHING = { passed: 0, failed: 0, skipped: 0 }

/**
 * The part of one check in the whole: the tests in its report, or one for a check without a report. A runner that fails
 * although no test did (it broke down, or a file did not load) and one that ran nothing count as one failure.
 */
export function verdict(exitCode, counts) {
  if (!counts) return exitCode === 0 ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1 }
  const ranNothing = counts.passed + counts.failed === 0
  const failed = exitCode !== 0 || ranNothing ? Math.max(counts.failed, 1) : counts.failed
  return { ...counts, failed }
}

export const countVitest = ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) => ({
  passed: numPassedTests,
  failed: numFailedTests,
  skipped: numPendingTests + numTodoTests,
})

/** A flaky test has failed at least once: it counts as failed. */
export const countPlaywright = ({ stats: { expected, unexpected, flaky, skipped } }) => ({
  passed: expected,
  failed: unexpected + flaky,
  skipped,
})

export const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
})

export const sentence = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`

/** Each failed test of a report, with its reason, to stand below the runner's output. */
export const failuresOfVitest = ({ testResults }) =>
  testResults.flatMap(({ name: file, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed')
    if (message && !failed.length) return [`${file}\n${message}`]
    return failed.map(({ fullName, failureMessages }) => `${file} › ${fullName}\n${failureMessages.join('\n')}`)
  })

export const failuresOfPlaywright = ({ suites }) => suites.flatMap(failuresOfSuite)

const failuresOfSuite = ({ suites = [], specs }) => [
  ...suites.flatMap(failuresOfSuite),
  ...specs.flatMap(({ file, title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => {
        const messages = results.flatMap(({ errors }) => errors.map(({ message }) => message))
        return `${file} › ${title}\n${messages.join('\n')}`
      }),
  ),
]
