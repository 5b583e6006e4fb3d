import { expect, it } from 'vitest'
import { onSqlite } from './site.ts'
import { twoProcesses } from './two-processes.ts'

it('two servers on one SQLite file lose no write', async () => {
  const { figures, violations } = await twoProcesses(onSqlite(), { writes: 60 })
  expect(violations).toEqual([])
  expect(figures['acknowledged']).toBeGreaterThanOrEqual(60)
})
