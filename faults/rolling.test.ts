import { expect, inject, it } from 'vitest'
import { rolling } from './rolling.ts'
import { onPostgres } from './site.ts'

it('two copies that are stopped in turn behind a balancer fail no request', async () => {
  const postgres = inject('postgres')
  if (!postgres) throw new Error('Copies side by side share a PostgreSQL.')
  const { figures, violations } = await rolling(onPostgres(postgres.server), { rounds: 1 })
  expect(violations).toEqual([])
  expect(figures).toMatchObject({ stops: 2, failed: 0 })
})
