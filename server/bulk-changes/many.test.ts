import { beforeEach, expect, inject, it } from 'vitest'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { BulkUser, lineOf } from '#server/testing/bulk-changes.ts'
import { insertAgent, insertSkill } from '#server/testing/fixtures.ts'
import { CLIENT } from '#server/testing/server.ts'

// Of five hundred agents, one in twenty cannot be changed as previewed; every item has its outcome.

const SPANISH = 200
// Fewer on PostgreSQL, where a commit takes longer.
const AGENTS = inject('postgres') ? 100 : 500

const server = serverForEachTest()
let manager: BulkUser
let superuser: string
let agents: number[]

beforeEach(async () => {
  manager = new BulkUser(server)
  superuser = await server.login('superuser')
  await insertSkill(server.db, CLIENT, SPANISH, 'SPANISH')
  agents = []
  for (let i = 0; i < AGENTS; i++)
    agents.push(
      await insertAgent(server.db, CLIENT, {
        loginId: `AGENT${1000 + i}`,
        skills: { [SPANISH]: i % 10 === 0 ? 2 : 3 },
      }),
    )
})

/** Every level of the client, in lines. */
async function snapshot(): Promise<string[]> {
  const rows = await server.db
    .selectFrom('agent_skill_assignment')
    .innerJoin('agent', 'agent.id', 'agent_id')
    .select(['agent.login_id', 'agent_skill_id', 'proficiency'])
    .orderBy('agent.login_id')
    .execute()
  return rows.map((row) => `${row.login_id} ${row.agent_skill_id} ${row.proficiency}`)
}

const bySuperuser = async (method: 'PUT' | 'DELETE', path: string) => {
  const answer = await server.send(method, `/configuration/agents/${path}`, { session: superuser })
  if (answer.status !== 204) throw new Error(`${method} ${path}: ${answer.status}`)
}

it('accounts for every item, tries again what failed alone, and takes back all that it changed', async () => {
  // One in ten is where the others are to come.
  const others = agents.filter((_, i) => i % 10)
  const planned = others.length
  const n = AGENTS / 50
  const [changed, removed, deleted] = [others.slice(0, n), others.slice(n, 2 * n), others.slice(2 * n, 2.5 * n)]
  const failing = 2.5 * n
  const applied = planned - failing - 1
  const before = await snapshot()
  const id = await manager.preview({
    who: { question: { skill: [`${SPANISH}`] } },
    changes: [{ kind: 'set-level', agentSkill: SPANISH, level: 2 }],
  })
  expect(await manager.read(id)).toMatchObject({
    agents: AGENTS,
    agentsToChange: planned,
    items: { planned, unchanged: AGENTS / 10, refused: 0 },
  })
  for (const agent of changed) await bySuperuser('PUT', `${agent}/skills/${SPANISH}?proficiency=4`)
  for (const agent of removed) await bySuperuser('DELETE', `${agent}/skills/${SPANISH}`)
  for (const agent of deleted) await bySuperuser('DELETE', `${agent}`)
  const [met = 0] = others.slice(failing)
  await bySuperuser('PUT', `${met}/skills/${SPANISH}?proficiency=2`)
  const between = await snapshot()

  const done = await manager.apply(id, { agents: planned })
  expect(done).toMatchObject({
    status: 'Done',
    items: { planned: 0, applied, unchanged: AGENTS / 10 + 1, failed: failing },
  })
  expect(Object.values(done.items).reduce((sum, items) => sum + items, 0)).toBe(AGENTS)
  const failed = (await manager.items(id, 'failed')).map(lineOf)
  const reasons = failed.map((line) => line.replace(/^AGENT\d+ SPANISH 3 → 2 failed: /, ''))
  expect(reasons).toEqual([
    ...changed.map(() => 'Changed since the preview by superuser, 3 → 4'),
    ...removed.map(() => 'Changed since the preview by superuser, 3 → none'),
    ...deleted.map(() => 'The agent was deleted by superuser'),
  ])
  const { changes } = await server.db
    .selectFrom('change')
    .select((eb) => eb.fn.countAll<number>().as('changes'))
    .where('bulk_change_id', '=', id)
    .executeTakeFirstOrThrow()
  expect(changes).toBe(applied)

  const retry = await manager.retry(id)
  const plan = await manager.items(retry)
  expect(new Set(plan.map(({ agent }) => agent.id))).toEqual(new Set([...changed, ...removed, ...deleted]))
  expect(plan).toHaveLength(failing)
  expect(await manager.read(retry)).toMatchObject({ retries: id, items: { planned: n, refused: 1.5 * n } })
  expect(plan.map(lineOf)).toContainEqual(expect.stringContaining('refused: Does not have SPANISH'))

  const undo = await manager.undo(id)
  expect(await manager.read(undo)).toMatchObject({ undoes: id, items: { planned: applied, leftAlone: 0 } })
  expect(await manager.apply(undo)).toMatchObject({ items: { applied } })
  expect(await snapshot()).toEqual(between)
  const touched = new Set(
    [...changed, ...removed, ...deleted, met].map((agent) => `AGENT${1000 + agents.indexOf(agent)}`),
  )
  const untouched = (lines: string[]) => lines.filter((line) => !touched.has(line.split(' ')[0] ?? ''))
  expect(untouched(await snapshot())).toEqual(untouched(before))
})

it('leaves alone, when it is undone, what anybody changed since, and names them', async () => {
  const [first = 0, second = 0, third = 0, fourth = 0] = agents.slice(1)
  const id = await manager.preview({
    who: { agents: [first, second, third, fourth] },
    changes: [{ kind: 'weaker', agentSkill: SPANISH }],
  })
  await manager.apply(id)
  await bySuperuser('PUT', `${first}/skills/${SPANISH}?proficiency=1`)
  const undo = await manager.undo(id)
  // One more agent after the preview, and one who is back at the value that the bulk change left.
  await bySuperuser('PUT', `${second}/skills/${SPANISH}?proficiency=1`)
  for (const level of [1, 4]) await bySuperuser('PUT', `${third}/skills/${SPANISH}?proficiency=${level}`)
  await manager.apply(undo)
  expect((await manager.items(undo)).map(lineOf)).toEqual([
    'AGENT1001 SPANISH 1 → 3 left-alone: Changed since by superuser, 4 → 1',
    'AGENT1002 SPANISH 4 → 3 left-alone: Changed since by superuser, 4 → 1',
    'AGENT1003 SPANISH 4 → 3 left-alone: Changed since by superuser, 4 → 4',
    'AGENT1004 SPANISH 4 → 3 applied',
  ])
  const { body } = await server.send('GET', `/dashboard/changes?count=1&agent=${fourth}`)
  expect(body).toMatchObject({ change: [{ bulkChange: undo, undoes: expect.any(Number) as number }] })
})
