import { expect, inject, it } from 'vitest'
import { CONTROL_ROUNDS, kill } from './kill.ts'
import { onPostgres, onSqlite } from './site.ts'

const postgres = inject('postgres')
const ENGINES = [
  { engine: 'SQLite', newSite: onSqlite() },
  ...(postgres ? [{ engine: 'PostgreSQL', newSite: onPostgres(postgres.server) }] : []),
]

it.each(ENGINES)(
  'a server that is killed under writes loses none that it acknowledged, on $engine',
  async ({ newSite }) => {
    const { figures, violations } = await kill(newSite, { rounds: 3 })
    expect(violations).toEqual([])
    expect(figures).toMatchObject({ rounds: 3 })
  },
)

it('one that acknowledges before it saves is found out', async () => {
  const { violations } = await kill(onSqlite(), { rounds: CONTROL_ROUNDS, sabotage: 'early-reply' })
  expect(violations.join()).toContain('acknowledged and lost')
})
