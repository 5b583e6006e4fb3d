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

interface Step {
  detail: string
  parent: number
}

/** SQLite's plans for the statements of a page, step by step. */
async function plansOf(query: Omit<ChangeQuery, 'count'>): Promise<Step[][]> {
  const nodes: RootOperationNode[] = []
  const transformed = new WeakMap<object, RootOperationNode>()
  const watching: KyselyPlugin = {
    // Parts of a query come by as well; only the whole has a result.
    transformQuery({ node, queryId }) {
      transformed.set(queryId, node)
      return node
    },
    async transformResult({ result, queryId }) {
      const node = transformed.get(queryId)
      if (node) nodes.push(node)
      return result
    },
  }
  await openHistory(db.withPlugin(watching)).list(reader, 1, { ...query, count: 100 })
  return Promise.all(nodes.map(planOf))
}

async function planOf(node: RootOperationNode): Promise<Step[]> {
  const compiled = db.getExecutor().compileQuery(node, { queryId: 'plan' })
  const values = compiled.parameters.map((value) => sql`${value}`)
  const parts = compiled.sql.split('?')
  const steps = await sql<Step>`explain query plan ${sql.join(
    parts.flatMap((part, i) => [sql.raw(part), ...(values[i] ? [values[i]] : [])]),
    sql``,
  )}`.execute(db)
  return steps.rows
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

/** The indexes of a plan by which changes are found, where they give their order too: only a page that was found is sorted. */
function indexesIn(plan: readonly Step[]): string[] | undefined {
  const isOfPage = ({ parent }: Step) =>
    plan.some((step) => step.parent === parent && /^SCAN (single|of_bulk|page|met|last)$/.test(step.detail))
  const isBad = (step: Step) =>
    /^SCAN (change|item)/.test(step.detail) || (/TEMP B-TREE/.test(step.detail) && !isOfPage(step))
  if (plan.some(isBad)) return undefined
  return plan.flatMap(({ detail }) => /^SEARCH change USING (?:COVERING )?INDEX (\w+) /.exec(detail)?.[1] ?? [])
}

/** An agent's changes, and a user's, have one index for those of bulk changes and the others. */
const namesOf = (name: string, order: string) =>
  /agent_id|user_id/.test(name)
    ? [`change_by_${name}${order}`]
    : [`change_by_${name}${order}`, `change_in_bulk_by_${name}${order}`]

it.each(FILTERS)('the history by "%s" alone is read by its indexes, in their order', async (name, filter) => {
  for (const page of [{}, { before: 5 }])
    expect(indexesIn((await plansOf({ ...filter, ...page })).at(-1) ?? [])).toEqual(namesOf(name, 'client'))
})

const TIMES = [{ from: 1 }, { to: 1 }, { from: 1, to: 2 }]

it.each(FILTERS)('the history by "%s" within a time is read by its indexes, in their order', async (name, filter) => {
  for (const time of TIMES)
    for (const page of [{}, { before: 5 }])
      expect(indexesIn((await plansOf({ ...filter, ...time, ...page })).at(-1) ?? [])).toEqual(namesOf(name, 'time'))
})

// A page of deeds reads its changes without those of bulk changes, and goes from bulk change to bulk change by the others' index.
it.each(FILTERS)('deeds by "%s" are read by its indexes, in their order', async (name, filter) => {
  for (const time of [{}, ...TIMES])
    for (const page of [{}, { before: 5 }]) {
      const plans = await plansOf({ ...filter, ...time, ...page, deeds: true })
      expect(indexesIn(plans.at(-1) ?? [])).toEqual(
        namesOf(name, 'from' in time || 'to' in time ? 'time' : 'client').slice(0, 1),
      )
      // The last change of all is where a scan begins. A bulk change changes no users.
      for (const plan of plans.filter(({ length }) => length > 1)) expect(indexesIn(plan)).toBeDefined()
      const walk = plans.find((plan) => plan.some(({ detail }) => /RECURSIVE/.test(detail)))
      expect(walk && indexesIn(walk)?.[0]).toBe(filter.user ? undefined : namesOf(name, 'client').at(-1))
    }
})

it.each(['agentSkill', 'service'] as const)('deeds by a kind and a %s are read by indexes', async (object) => {
  const [walk] = (await plansOf({ kind: 'agent-updated', [object]: 1, deeds: true })).filter((plan) =>
    plan.some(({ detail }) => /RECURSIVE/.test(detail)),
  )
  expect(indexesIn(walk ?? [])).toBeDefined()
  expect(JSON.stringify(walk)).toMatch(
    new RegExp(`change_in_bulk_newest_by_${object === 'service' ? 'service' : 'agent_skill'}_id`),
  )
})
