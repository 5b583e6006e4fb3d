import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const linesOf = (file: string) => readFileSync(file, 'utf8').split('\n')

it.each(['.gitignore', '.dockerignore'])(
  '%s keeps the passwords of .env, and of its relatives, to themselves',
  (file) => {
    expect(linesOf(file)).toContain('.env*')
  },
)

it('The containers publish what they speak in clear to this machine alone', () => {
  const ports = linesOf('compose.yaml').filter((line) => /^\s+ports:/.test(line))
  expect(ports).toEqual([expect.stringMatching(/^\s+ports: \['127\.0\.0\.1:\d+:\d+'\]$/)])
})

it('The service starts without demo data, and the journal drops none of its lines', () => {
  expect(linesOf('deploy/agent-console.service')).toEqual(
    expect.arrayContaining(['Environment=DEMO_DATA=off', 'UMask=0077', 'LogRateLimitIntervalSec=0']),
  )
})
