import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import type { BulkChangeItem } from '#contract/bulk-changes.ts'
import { isLasting } from '#contract/bulk-change-times.ts'
import type { PlannedChange } from '#contract/planned-changes.ts'
import { contradiction } from '#contract/planned-changes.ts'
import { BulkUser } from '#server/testing/bulk-changes.ts'
import { insertAgent, insertCallCenter, insertService, insertSkill } from '#server/testing/fixtures.ts'
import { CLIENT, startTestServer, type TestServer } from '#server/testing/server.ts'

// Random plans, and random changes by others between preview, apply and undo: no agent ever has a value that nobody asked for.

const SKILLS = [200, 201]
const SERVICES = [100, 101]
const AGENTS = 4
const RUNS = inject('postgres') ? 5 : 25

let server: TestServer
let manager: BulkUser
let other: string
let agents: number[]

beforeAll(async () => {
  server = await startTestServer()
  manager = new BulkUser(server)
  other = await server.login('superuser')
  for (const id of SKILLS) await insertSkill(server.db, CLIENT, id, `SKILL ${id}`)
  await insertCallCenter(server.db, CLIENT, 10)
  for (const id of SERVICES) await insertService(server.db, CLIENT, { id, callCenter: 10 })
  agents = []
  for (let i = 0; i < AGENTS; i++)
    agents.push(await insertAgent(server.db, CLIENT, { loginId: `AGENT${i}`, skills: { 200: 3 }, services: [100] }))
})

afterAll(() => server.close())

const skill = fc.constantFrom(...SKILLS)
const level = fc.integer({ min: 1, max: 5 })
const service = fc.constantFrom(...SERVICES)

const plannedChange: fc.Arbitrary<PlannedChange> = fc.oneof(
  fc.record({ kind: fc.constantFrom('give-skill' as const, 'set-level' as const), agentSkill: skill, level }),
  fc.record({
    kind: fc.constantFrom('stronger' as const, 'weaker' as const, 'remove-skill' as const),
    agentSkill: skill,
  }),
  fc.record({ kind: fc.constantFrom('add-service' as const, 'remove-service' as const), service }),
  fc.record({ kind: fc.constantFrom('activate' as const, 'deactivate' as const) }),
  fc.record({ kind: fc.constant('set-wrap-up-time' as const), wrapUpTime: fc.integer({ min: -1, max: 3 }) }),
  fc.record({
    kind: fc.constant('copy-skills' as const),
    agent: fc.integer({ min: 0, max: AGENTS - 1 }),
    exactly: fc.boolean(),
  }),
)

const plan = fc
  .array(plannedChange, { minLength: 1, maxLength: 4 })
  .map((changes) => changes.filter((change, i) => !contradiction(change, changes.slice(0, i))))

/** A change of one agent by somebody else. */
const single = fc.record({
  agent: fc.integer({ min: 0, max: AGENTS - 1 }),
  what: fc.oneof(
    fc.record({ skill, level: fc.option(level, { nil: null }) }),
    fc.record({ service, assigned: fc.boolean() }),
    fc.record({ active: fc.boolean() }),
    fc.record({ wrapUpTime: fc.integer({ min: -1, max: 3 }) }),
  ),
})
type Single = typeof single extends fc.Arbitrary<infer Value> ? Value : never

/** `<agent> <field> <object>` → value. */
type State = Map<string, number | null>

const keyOf = (agent: number, field: string, object: number | undefined) => `${agent} ${field} ${object ?? ''}`

async function readState(): Promise<State> {
  const state: State = new Map()
  const rows = await server.db.selectFrom('agent').select(['id', 'active', 'wrap_up_time']).execute()
  for (const { id, active, wrap_up_time } of rows) {
    state.set(keyOf(id, 'active', undefined), active).set(keyOf(id, 'wrapUpTime', undefined), wrap_up_time)
    for (const object of SKILLS) state.set(keyOf(id, 'level', object), null)
    for (const object of SERVICES) state.set(keyOf(id, 'service', object), 0)
  }
  const held = await server.db.selectFrom('agent_skill_assignment').selectAll().execute()
  for (const row of held) state.set(keyOf(row.agent_id, 'level', row.agent_skill_id), row.proficiency)
  const assigned = await server.db.selectFrom('agent_service').selectAll().execute()
  for (const row of assigned) state.set(keyOf(row.agent_id, 'service', row.service_id), 1)
  return state
}

async function changeByOther({ agent: index, what }: Single): Promise<void> {
  const agent = `/configuration/agents/${agents[index]}`
  const session = { session: other }
  if ('skill' in what)
    await (what.level === null
      ? server.send('DELETE', `${agent}/skills/${what.skill}`, session)
      : server.send('PUT', `${agent}/skills/${what.skill}?proficiency=${what.level}`, session))
  else if ('service' in what)
    await server.send(what.assigned ? 'PUT' : 'DELETE', `${agent}/services/${what.service}`, session)
  else await server.send('PUT', agent, { ...session, body: what })
}

/** Applies the items to the model; an item that is not applied changes nothing. */
function follow(state: State, items: readonly BulkChangeItem[]): State {
  const next = new Map(state)
  for (const { agent, field, agentSkill, service: given, before, after, outcome } of items) {
    const key = keyOf(agent.id, field, agentSkill?.id ?? given?.id)
    if (outcome !== 'applied') continue
    // Only from the values that the preview showed.
    expect([key, state.get(key)]).toEqual([key, before ?? null])
    next.set(key, after ?? null)
  }
  return next
}

it('leaves no value that nobody asked for', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      plan,
      fc.array(single, { maxLength: 3 }),
      fc.array(single, { maxLength: 3 }),
      fc.array(single, { maxLength: 3 }),
      fc.boolean(),
      async (changes, beforeApply, beforeUndo, beforeUndoApply, endsAtOnce) => {
        const isTemporary = endsAtOnce && !changes.some(isLasting)
        const started = await readState()
        const named = changes.map((change) =>
          change.kind === 'copy-skills' ? { ...change, agent: agents[change.agent] ?? 0 } : change,
        )
        const answer = await manager.send('POST', '', {
          who: { agents },
          changes: named,
          ...(isTemporary && { takeBackAt: server.clock.now + 60_000 }),
        })
        // An agent without skills has none to give.
        if (answer.status === 400) return
        const { id } = answer.body as { id: number }
        expect(await readState()).toEqual(started)
        for (const each of beforeApply) await changeByOther(each)
        if (!(await manager.read(id)).agentsToChange) return
        const met = await readState()
        await manager.apply(id)
        const applied = await manager.items(id)
        expect(await readState()).toEqual(follow(met, applied))

        if (!applied.some(({ outcome }) => outcome === 'applied')) return
        for (const each of beforeUndo) await changeByOther(each)
        const undo = isTemporary ? undefined : await manager.undo(id)
        for (const each of beforeUndoApply) await changeByOther(each)
        const metByUndo = await readState()
        const undoneBy = undo ?? (await manager.takeBack(id))
        if (undo === undefined) await manager.end(undoneBy)
        else if ((await manager.read(undo)).agentsToChange) await manager.apply(undo)
        const undone = await manager.items(undoneBy)
        const end = await readState()
        expect(end).toEqual(follow(metByUndo, undone))
        // Items that nobody else touched are as they were before.
        const isAlone = !beforeUndo.length && !beforeUndoApply.length
        expect(isAlone ? end : met).toEqual(met)
      },
    ),
    { numRuns: RUNS },
  )
})
