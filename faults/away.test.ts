import { afterAll, beforeAll, expect, it } from 'vitest'
import { startPostgres, type PostgresServer } from '#server/testing/postgres-server.ts'
import { away } from './away.ts'
import { bulkWhileAway } from './bulk.ts'

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

it('a bulk change goes on by itself when PostgreSQL is back, each item once', async () => {
  expect((await bulkWhileAway(postgres)).violations).toEqual([])
})
