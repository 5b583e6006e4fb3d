import { expect, inject, it } from 'vitest'
import { onPostgres, onSqlite } from './site.ts'
import { killedInMigration, starters } from './starters.ts'

const postgres = inject('postgres')
const ENGINES = [
  { engine: 'SQLite', newSite: onSqlite() },
  ...(postgres ? [{ engine: 'PostgreSQL', newSite: onPostgres(postgres.server) }] : []),
]

it.each(ENGINES)('three that start at once on an empty database all come up, on $engine', async ({ newSite }) => {
  expect(await starters(newSite, 'demo data')).toMatchObject({ figures: { 'up of three': 3 }, violations: [] })
})

it.each(ENGINES)('a start completes the migrations that another was killed in, on $engine', async ({ newSite }) => {
  expect((await killedInMigration(newSite)).violations).toEqual([])
})

it('migrations that are saved one statement after another are found out', async () => {
  expect((await killedInMigration(onSqlite(), 'die-in-loose-migration')).violations).not.toEqual([])
})
