import { afterAll, beforeAll, expect, it } from 'vitest'
import { startPostgres, type PostgresServer } from '#server/testing/postgres-server.ts'
import { away } from './away.ts'

let postgres: PostgresServer

beforeAll(async () => {
  postgres = await startPostgres()
})

afterAll(() => postgres.stop())

it.each(['restarted', 'crashed', 'frozen', 'sessions ended'] as const)(
  'a PostgreSQL that is %s is told of with 503, waited for, and loses nothing that was acknowledged',
  async (kind) => {
    const { figures, violations } = await away(postgres, kind)
    expect(violations).toEqual([])
    expect(figures['acknowledged']).toBeGreaterThan(0)
  },
)
