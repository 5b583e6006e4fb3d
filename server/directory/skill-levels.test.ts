import fc from 'fast-check'
import { expect, inject, it } from 'vitest'
import type { SkillLevels } from '#contract/dashboard.ts'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { insertAgent, insertSkill, PASSWORD } from '#server/testing/fixtures.ts'
import { CLIENT, OTHER_CLIENT } from '#server/testing/server.ts'

const server = serverForEachTest()

// The reply of the operation.
const levels = async () => (await server.send('GET', '/dashboard/skill-levels')).body as SkillLevels

it('tells what every skill is for and who is at its levels, and counts nobody who is locked as active', async () => {
  await insertSkill(server.db, CLIENT, 200, 'GOLD', 'For the best customers')
  await insertSkill(server.db, CLIENT, 201, 'UNHELD')
  await insertSkill(server.db, OTHER_CLIENT, 210, 'THEIRS')
  await insertAgent(server.db, CLIENT, { loginId: 'FIRST', skills: { 200: 1 } })
  await insertAgent(server.db, CLIENT, { loginId: 'LOCKED', locked: true, skills: { 200: 1 } })
  await insertAgent(server.db, CLIENT, { loginId: 'BOTH', locked: true, active: false, skills: { 200: 1 } })
  await insertAgent(server.db, CLIENT, { loginId: 'GONE', active: false, skills: { 200: 3 } })
  await insertAgent(server.db, OTHER_CLIENT, { loginId: 'ELSEWHERE', skills: { 210: 1 } })
  expect(await levels()).toEqual({
    agentSkill: [
      {
        id: 200,
        description: 'For the best customers',
        levels: [
          { proficiency: 1, holders: 3, active: 1 },
          { proficiency: 3, holders: 1, active: 0 },
        ],
      },
      { id: 201, description: '', levels: [] },
    ],
  })
})

const AGENTS = 5
const SKILLS = [200, 201, 202]

const agent = fc.integer({ min: 0, max: AGENTS - 1 })
const skill = fc.constantFrom(...SKILLS)
const level = fc.integer({ min: 1, max: 5 })

const write = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('set' as const), agent, skill, level }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), agent, skill }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('create' as const),
      agent,
      active: fc.boolean(),
      skills: fc.uniqueArray(fc.record({ id: skill, proficiency: level }), { selector: ({ id }) => id }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('activate' as const), agent, active: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lock' as const), agent }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unlock' as const), agent }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), agent }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete skill' as const), skill }) },
)
type Write = typeof write extends fc.Arbitrary<infer Value> ? Value : never

/** Sends the request of a write; a refusal (nobody there) is as good. */
async function send(ids: number[], todo: Write): Promise<void> {
  const id = 'agent' in todo ? (ids[todo.agent] ?? 0) : 0
  switch (todo.kind) {
    case 'set':
      await server.send('PUT', `/configuration/agents/${id}/skills/${todo.skill}?proficiency=${todo.level}`)
      return
    case 'remove':
      await server.send('DELETE', `/configuration/agents/${id}/skills/${todo.skill}`)
      return
    case 'create': {
      const body = { ...NEW_AGENT, loginId: `A${todo.agent}`, active: todo.active, assignedAgentSkill: todo.skills }
      const reply = await server.send('POST', '/configuration/agents', { body })
      // The reply of Create Agent.
      if (reply.status === 201) ids[todo.agent] = (reply.body as { id: number }).id
      return
    }
    case 'activate':
      await server.send('PUT', `/configuration/agents/${id}`, { body: { active: todo.active } })
      return
    case 'lock':
      for (let i = 0; i < 5; i++)
        await server.send('POST', '/session/login', { body: wrongPassword(todo.agent), session: null })
      return
    case 'unlock':
      await server.send('PUT', `/configuration/agents/${id}`, { body: { unlock: true } })
      return
    case 'delete':
      await server.send('DELETE', `/configuration/agents/${id}`)
      return
    case 'delete skill':
      await server.send('DELETE', `/configuration/agents/skills/${todo.skill}`)
  }
}

const NEW_AGENT = {
  firstName: 'N',
  lastName: 'N',
  password: PASSWORD,
  phone: '1',
  wrapUpTime: 0,
  homeAgent: false,
}

const wrongPassword = (n: number) => ({
  clientName: `C${CLIENT}`,
  userName: `A${n}`,
  password: 'wrong-one-1',
  agent: true,
})

/** Counts every agent at every level. */
async function countAll() {
  const held = await server.db
    .selectFrom('agent_skill_assignment as held')
    .innerJoin('agent', 'agent.id', 'held.agent_id')
    .select(['agent_skill_id as skill', 'proficiency', 'active', 'locked_at'])
    .execute()
  const skills = await server.db.selectFrom('agent_skill').select('id').orderBy('id').execute()
  return skills.map(({ id }) => ({
    id,
    levels: [1, 2, 3, 4, 5].flatMap((proficiency) => {
      const there = held.filter((row) => row.skill === id && row.proficiency === proficiency)
      const active = there.filter((row) => row.active === 1 && row.locked_at === null).length
      return there.length ? [{ proficiency, holders: there.length, active }] : []
    }),
  }))
}

it('tells the truth after any writes', async () => {
  const property = fc.asyncProperty(fc.array(write, { minLength: 1, maxLength: 25 }), async (writes) => {
    for (const table of ['agent_part', 'agent'] as const) await server.db.deleteFrom(table).execute()
    await server.db.deleteFrom('agent_skill').execute()
    const ids: number[] = []
    for (const id of SKILLS) await insertSkill(server.db, CLIENT, id, `SKILL ${id}`)
    for (let n = 0; n < AGENTS; n++)
      ids.push(await insertAgent(server.db, CLIENT, { loginId: `A${n}`, skills: { 200: n + 1 } }))
    for (const todo of writes) await send(ids, todo)
    const { agentSkill } = await levels()
    expect(agentSkill.map(({ id, levels: found }) => ({ id, levels: found }))).toEqual(await countAll())
  })
  await fc.assert(property, { numRuns: inject('postgres') ? 10 : 40 })
}, 60_000)
