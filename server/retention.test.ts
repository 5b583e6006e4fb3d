import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Change } from '#contract/history.ts'
import { openHistory } from '#server/history/history.ts'
import { Retention } from '#server/retention.ts'
import { BulkUser } from '#server/testing/bulk-changes.ts'
import { insertAgent, insertSkill } from '#server/testing/fixtures.ts'
import { CLIENT, startTestServer, type TestServer } from '#server/testing/server.ts'

const DAY = 24 * 60 * 60 * 1000
const SPANISH = 200

let server: TestServer
let manager: BulkUser
let agents: number[]
let deleted: number

beforeEach(async () => {
  server = await startTestServer()
  manager = new BulkUser(server)
  await insertSkill(server.db, CLIENT, SPANISH, 'SPANISH')
  agents = []
  for (let i = 1; i <= 3; i++)
    agents.push(await insertAgent(server.db, CLIENT, { loginId: `AGENT${i}`, skills: { [SPANISH]: 2 } }))
  deleted = 0
})

afterEach(() => server.close())

const retention = (days: number) =>
  new Retention(
    {
      db: server.db,
      history: openHistory(server.db),
      clock: () => server.clock.now,
      log: { deleted: (count) => (deleted += count), failed: raise },
    },
    days,
  )

function raise(error: unknown): never {
  throw error
}

/** A session lasts for hours. */
async function afterDays(days: number) {
  server.clock.now += days * DAY
  const session = await server.login('manager')
  manager = new BulkUser(server, session)
  return session
}

const setLevel = (level: number, session?: string) =>
  server.send('PUT', `/configuration/agents/${agents[0]}/skills/${SPANISH}?proficiency=${level}`, {
    ...(session !== undefined && { session }),
  })

async function levelsInHistory(session: string) {
  const { body } = await server.send('GET', '/dashboard/changes?count=1000&kind=proficiency-changed', { session })
  return (body as { change: Change[] }).change.map(({ after, undoes }) => [
    after?.['proficiency'],
    undoes !== undefined,
  ])
}

const weaken = async () => {
  const id = await manager.preview({ who: { agents }, changes: [{ kind: 'weaker', agentSkill: SPANISH }] })
  await manager.apply(id)
  return id
}

const rowsOf = async (table: 'bulk_change' | 'bulk_change_item' | 'change') =>
  (await server.db.selectFrom(table).selectAll().execute()).length

it('deletes what is older than its days, and keeps an undo without the change that it took back', async () => {
  await setLevel(5)
  const session = await afterDays(8)
  const { change } = (await server.send('GET', '/dashboard/changes?count=1', { session })).body as { change: Change[] }
  expect((await server.send('POST', `/dashboard/changes/${change[0]?.id}/undo`, { session })).status).toBeLessThan(300)
  expect(await levelsInHistory(session)).toEqual([
    [2, true],
    [5, false],
  ])
  await retention(9).sweep()
  expect(deleted).toBe(0)
  await retention(7).sweep()
  expect(await levelsInHistory(session)).toEqual([[2, false]])
  expect(deleted).toBeGreaterThan(0)
})

it('deletes bulk changes with their items and changes once they ended that long ago', async () => {
  const old = await weaken()
  await afterDays(8)
  const young = await weaken()
  await retention(7).sweep()
  expect(deleted).toBe(3)
  expect((await manager.send('GET', `/${old}`)).status).toBe(404)
  expect(await manager.read(young)).toMatchObject({ status: 'Done', items: { applied: 3 } })
  expect(await rowsOf('bulk_change')).toBe(1)
  expect(await rowsOf('bulk_change_item')).toBe(3)
  // It can still be undone.
  expect(await manager.apply(await manager.undo(young))).toMatchObject({ items: { applied: 3 } })
})

it('keeps all of a bulk change that has not ended: each of its items is done once', async () => {
  const id = await weaken()
  await server.db
    .updateTable('bulk_change')
    .set({ status: 'Running', finished_at: null })
    .where('id', '=', id)
    .execute()
  server.clock.now += 8 * DAY
  await retention(7).sweep()
  expect(await rowsOf('bulk_change_item')).toBe(3)
  const changes = await server.db.selectFrom('change').selectAll().where('bulk_change_id', '=', id).execute()
  expect(changes).toHaveLength(3)
})

it('keeps all of a temporary bulk change until it was taken back', async () => {
  const takeBackAt = server.clock.now + 9 * DAY
  const changes = [{ kind: 'weaker', agentSkill: SPANISH } as const]
  const id = await manager.preview({ who: { agents }, changes, takeBackAt })
  await manager.apply(id)
  await afterDays(8)
  await retention(7).sweep()
  const undo = await manager.takeBack(id)
  await retention(7).sweep()
  expect(await manager.end(undo)).toMatchObject({ items: { applied: 3 } })
  await retention(7).sweep()
  expect((await manager.send('GET', `/${id}`)).status).toBe(404)
})

it('deletes thousands in parts, and nothing more once it is told to stop', async () => {
  const row = { client_id: CLIENT, kind: 'skill-created' as const, address: '', by_kind: 'system' as const }
  const rows = Array.from({ length: 1200 }, (_, i) => ({ ...row, at: i, undoes: null, bulk_change_id: null }))
  for (let from = 0; from < rows.length; from += 400)
    await server.db
      .insertInto('change')
      .values(rows.slice(from, from + 400))
      .execute()
  // A clock that was set too far ahead for a while hides nothing behind it.
  await server.db
    .updateTable('change')
    .set({ at: server.clock.now + DAY })
    .where('at', '=', 3)
    .execute()
  const stopped = retention(7)
  await stopped.stop()
  await stopped.sweep()
  expect(deleted).toBe(0)
  await retention(7).sweep()
  expect(deleted).toBe(1199)
})
