import { sql, type KyselyPlugin, type RootOperationNode } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChangeQuery } from '#contract/history.ts'
import { openDatabase } from '#server/database/open.ts'
import { IN_MEMORY } from '#server/database/sqlite.ts'
import type { Database } from '#server/database/tables.ts'
import { openHistory } from '#server/history/history.ts'
import type { Identity } from '#server/operations/context.ts'

// How the history is read, as SQLite says: by an index that gives the order, so that a page takes no longer the more there is.

let db: Database

beforeAll(async () => {
  db = await openDatabase({ dataDir: IN_MEMORY })
})

afterAll(() => db.destroy())

const reader: Identity = {
  kind: 'user',
  id: 1,
  name: 'sysadmin',
  clientId: 1,
  role: 'Sysadmin',
  powers: [],
  services: undefined,
}

/** SQLite's plan for a page, step by step. */
async function planOf(query: Omit<ChangeQuery, 'count'>): Promise<string[]> {
  const nodes: RootOperationNode[] = []
  const watching: KyselyPlugin = {
    transformQuery({ node }) {
      nodes.push(node)
      return node
    },
    transformResult: async ({ result }) => result,
  }
  await openHistory(db.withPlugin(watching)).list(reader, 1, { ...query, count: 100 })
  // Reading on within a time, it first looks up where.
  const node = nodes.at(-1)
  if (!node) throw new Error('nothing was read')
  const compiled = db.getExecutor().compileQuery(node, { queryId: 'plan' })
  const values = compiled.parameters.map((value) => sql`${value}`)
  const parts = compiled.sql.split('?')
  const steps = await sql<{ detail: string }>`explain query plan ${sql.join(
    parts.flatMap((part, i) => [sql.raw(part), ...(values[i] ? [values[i]] : [])]),
    sql``,
  )}`.execute(db)
  return steps.rows.map(({ detail }) => detail)
}

const FILTERS: readonly [string, Omit<ChangeQuery, 'count'>][] = [
  ['', {}],
  ['by_name_', { by: 'manager' }],
  ['person_', { by: 'user:1' }],
  ['kind_', { kind: 'agent-updated' }],
  ['agent_id_', { agent: 1 }],
  ['agent_skill_id_', { agentSkill: 1 }],
  ['service_id_', { service: 1 }],
  ['user_id_', { user: 1 }],
]

/** The index by which changes are found, where it gives their order too. */
async function indexOf(query: Omit<ChangeQuery, 'count'>): Promise<string | undefined> {
  const steps = await planOf(query)
  if (/TEMP B-TREE|SCAN/.test(steps.join())) return undefined
  return /^SEARCH change USING INDEX (\w+) /.exec(steps[0] ?? '')?.[1]
}

it.each(FILTERS)('the history by "%s" alone is read by its index, in its order', async (name, filter) => {
  for (const page of [{}, { before: 5 }]) expect(await indexOf({ ...filter, ...page })).toBe(`change_by_${name}client`)
})

it.each(FILTERS)('the history by "%s" within a time is read by its index, in its order', async (name, filter) => {
  for (const time of [{ from: 1 }, { to: 1 }, { from: 1, to: 2 }])
    for (const page of [{}, { before: 5 }])
      expect(await indexOf({ ...filter, ...time, ...page })).toBe(`change_by_${name}time`)
})
