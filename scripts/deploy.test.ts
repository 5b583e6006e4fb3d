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

it('The service and the container start Node with the flags of `npm run serve`', () => {
  // The file is in this repository.
  const { config } = JSON.parse(readFileSync('package.json', 'utf8')) as { config: { server_flags: string } }
  expect(readFileSync('deploy/agent-console.service', 'utf8')).toContain(`/usr/bin/node ${config.server_flags} -r `)
  const flags = config.server_flags.split(' ').map((flag) => `"${flag}"`)
  expect(readFileSync('Dockerfile', 'utf8')).toContain(`CMD ["node", ${flags.join(', ')}, "dist-server/main.js"]`)
})

it('The service starts without demo data, and the journal drops none of its lines', () => {
  expect(linesOf('deploy/agent-console.service')).toEqual(
    expect.arrayContaining(['Environment=DEMO_DATA=off', 'UMask=0077', 'LogRateLimitIntervalSec=0']),
  )
})
