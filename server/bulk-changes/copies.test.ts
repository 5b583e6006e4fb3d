import { beforeEach, expect, it } from 'vitest'
import { buildApp } from '#server/app.ts'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { BulkUser } from '#server/testing/bulk-changes.ts'
import { eventually } from '#server/testing/eventually.ts'
import { insertAgent, insertBulkChange, insertSkill } from '#server/testing/fixtures.ts'
import { CLIENT } from '#server/testing/server.ts'

// Several copies of the server on one database, and one that ends in the middle.

const SPANISH = 200
const AGENTS = 20

const server = serverForEachTest()
let manager: BulkUser
let agents: number[]

beforeEach(async () => {
  manager = new BulkUser(server)
  await insertSkill(server.db, CLIENT, SPANISH, 'SPANISH')
  agents = []
  for (let i = 0; i < AGENTS; i++)
    agents.push(await insertAgent(server.db, CLIENT, { loginId: `AGENT${100 + i}`, skills: { [SPANISH]: 3 } }))
})

/** Another copy, which listens and so looks for work by itself. */
async function startCopy() {
  const app = await buildApp({ database: server.db, dashboardFolder: 'no-build-here', clock: () => server.clock.now })
  await app.listen({ port: 0 })
  return app
}

const changes = [{ kind: 'weaker', agentSkill: SPANISH } as const]

async function changesOf(id: number): Promise<number[]> {
  const rows = await server.db.selectFrom('change').select('agent_id').where('bulk_change_id', '=', id).execute()
  return rows.map((row) => row.agent_id ?? 0).sort((one, other) => one - other)
}

it('two copies run a bulk change once, and one of a client at a time', async () => {
  const copies = [await startCopy(), await startCopy()]
  const ids = [await manager.preview({ who: { agents }, changes }), await manager.preview({ who: { agents }, changes })]
  for (const id of ids) expect((await manager.send('POST', `/${id}/apply`, {})).status).toBe(204)
  const [first, second] = [await manager.end(ids[0] ?? 0), await manager.end(ids[1] ?? 0)]
  expect(second.startedAt).toBeGreaterThanOrEqual(first.finishedAt ?? Infinity)
  expect(first.items).toMatchObject({ applied: AGENTS })
  // Previewed at the same levels as the first: nothing of it is left to do.
  expect(second.items).toMatchObject({ applied: 0, unchanged: AGENTS })
  expect(await changesOf(first.id)).toEqual(agents)
  for (const copy of copies) await copy.close()
})

it('two copies take a temporary bulk change back once', async () => {
  const copies = [await startCopy(), await startCopy()]
  const takeBackAt = server.clock.now + 60_000
  const id = await manager.preview({ who: { agents }, changes, takeBackAt })
  await manager.apply(id)
  server.clock.now = takeBackAt
  const takenBackBy = await eventually(async () => {
    const { undoneBy } = await manager.read(id)
    if (undoneBy === undefined) throw new Error('it is not taken back yet')
    return undoneBy
  })
  expect(await manager.end(takenBackBy)).toMatchObject({ items: { applied: AGENTS } })
  const made = await server.db.selectFrom('bulk_change').select('id').where('undoes', '=', id).execute()
  expect(made).toEqual([{ id: takenBackBy }])
  expect(await changesOf(takenBackBy)).toEqual(agents)
  for (const copy of copies) await copy.close()
})

it('another copy goes on where one died while it planned what it takes back', async () => {
  const takeBackAt = server.clock.now + 60_000
  const id = await manager.preview({ who: { agents }, changes, takeBackAt })
  await manager.apply(id)
  await server.app.close()
  const { author_id, author_name, address } = await server.db
    .selectFrom('bulk_change')
    .select(['author_id', 'author_name', 'address'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const half = await insertBulkChange(server.db, CLIENT, {
    author: author_id,
    status: 'Running',
    agent: agents[0] ?? 0,
    skill: SPANISH,
    outcomes: ['planned'],
  })
  await server.db
    .updateTable('bulk_change')
    .set({ author_name, address, undoes: id, by_system: 1, applied_at: 0, planned_at: null, owner: 'dead' })
    .where('id', '=', half)
    .execute()
  const copy = await startCopy()
  await eventually(async () => expect(await changesOf(half)).toEqual(agents))
  await copy.close()
})

it('another copy goes on where one was closed', async () => {
  const id = await manager.preview({ who: { agents }, changes })
  expect((await manager.send('POST', `/${id}/apply`, {})).status).toBe(204)
  await eventually(async () => {
    if (!(await changesOf(id)).length) throw new Error('nothing was done yet')
  })
  await server.app.close()
  const copy = await startCopy()
  await eventually(async () => {
    const row = await server.db
      .selectFrom('bulk_change')
      .select('status')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    if (row.status !== 'Done') throw new Error('it does not end')
  })
  expect(await changesOf(id)).toEqual(agents)
  await copy.close()
})

it('stopped, it leaves the rest as it was', async () => {
  const id = await manager.preview({ who: { agents }, changes })
  expect((await manager.send('POST', `/${id}/apply`, {})).status).toBe(204)
  await eventually(async () => {
    if (!(await changesOf(id)).length) throw new Error('nothing was done yet')
  })
  expect((await manager.send('POST', `/${id}/stop`)).status).toBe(204)
  const { status, items } = await manager.end(id)
  const done = await changesOf(id)
  expect({ status, items }).toMatchObject({
    status: 'Stopped',
    items: { planned: 0, applied: done.length, notStarted: AGENTS - done.length },
  })
  expect(done.length).toBeLessThan(AGENTS)
  // The next of the client begins at once.
  const next = await manager.preview({ who: { agents: agents.slice(-1) }, changes })
  await manager.apply(next)
  expect(await changesOf(id)).toEqual(done)
})
