import { expect, inject, it } from 'vitest'
import { bulk } from './bulk.ts'
import { onPostgres, onSqlite } from './site.ts'

const postgres = inject('postgres')
const ENGINES = [
  { engine: 'SQLite', newSite: onSqlite() },
  ...(postgres ? [{ engine: 'PostgreSQL', newSite: onPostgres(postgres.server) }] : []),
]

// Most of their time they wait for the lease of a dead server.
it.concurrent.each(ENGINES)(
  'a bulk change whose server is killed goes on by itself, each item once, on $engine',
  async ({ newSite }) => {
    const { figures, violations } = await bulk(newSite, { rounds: 5 })
    expect(violations).toEqual([])
    expect(figures).toMatchObject({ rounds: 5 })
  },
)

it('items that are not saved together with their history are found out', async () => {
  const { violations } = await bulk(onSqlite(), { rounds: 1, sabotage: 'die-in-loose-item' })
  expect(violations.join()).toContain('has no history')
})
