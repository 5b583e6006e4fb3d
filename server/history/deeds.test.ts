import { beforeEach, expect, it } from 'vitest'
import type { Change } from '#contract/history.ts'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { BulkUser } from '#server/testing/bulk-changes.ts'
import { insertAgent, insertSkill } from '#server/testing/fixtures.ts'
import { CLIENT } from '#server/testing/server.ts'

const SPANISH = 200
const FRENCH = 201

const server = serverForEachTest()
let agents: number[]

beforeEach(async () => {
  await insertSkill(server.db, CLIENT, SPANISH, 'SPANISH')
  await insertSkill(server.db, CLIENT, FRENCH, 'FRENCH')
  agents = []
  for (let i = 1; i <= 12; i++)
    agents.push(await insertAgent(server.db, CLIENT, { loginId: `AGENT${i}`, skills: { [SPANISH]: 3, [FRENCH]: 3 } }))
})

const weaken = async (skill: number) => {
  const manager = new BulkUser(server)
  const id = await manager.preview({ who: { agents }, changes: [{ kind: 'weaker', agentSkill: skill }] })
  await manager.apply(id)
  return id
}

const setLevel = (level: number) =>
  server.send('PUT', `/configuration/agents/${agents[0]}/skills/${SPANISH}?proficiency=${level}`)

/** The rows of each page: the id of a bulk change, or the level that a change of its own set. */
async function pagesOf(filter = '', count = 3) {
  const pages: (number | string)[][] = []
  for (let before = ''; ;) {
    const { body } = await server.send('GET', `/dashboard/changes?deeds=true&count=${count}${filter}${before}`)
    const { change, nextBefore } = body as { change: Change[]; nextBefore?: number }
    pages.push(change.map(({ bulkChange, after }) => bulkChange ?? `to ${after?.['proficiency']}`))
    if (nextBefore === undefined) return pages
    before = `&before=${nextBefore}`
  }
}

it('has a bulk change once, whatever its size, between the changes before and after it', async () => {
  await setLevel(1)
  const first = await weaken(SPANISH)
  await setLevel(5)
  const second = await weaken(FRENCH)
  await setLevel(4)
  expect(await pagesOf()).toEqual([
    ['to 4', second, 'to 5'],
    [first, 'to 1'],
  ])
  expect(await pagesOf('&from=0')).toEqual(await pagesOf())
})

it('has it where one of its changes fits the filters', async () => {
  const first = await weaken(SPANISH)
  await weaken(FRENCH)
  expect(await pagesOf(`&agentSkill=${SPANISH}`)).toEqual([[first]])
  expect(await pagesOf(`&agent=${agents[0]}`, 1)).toHaveLength(2)
  expect(await pagesOf('&by=somebody')).toEqual([[]])
})

it('names everybody who changed something, in order, and nobody else', async () => {
  await setLevel(1)
  await server.send('PUT', `/configuration/agents/${agents[0]}/skills/${SPANISH}?proficiency=2`, {
    session: await server.login('superuser'),
  })
  await setLevel(3)
  expect((await server.send('GET', '/dashboard/change-people')).body).toEqual({ name: ['manager', 'superuser'] })
})

it('says what stands in the way of taking a change back, as an undo is refused', async () => {
  const undo = async (change: number) => (await server.send('POST', `/dashboard/changes/${change}/undo`)).status
  const newest = async () => {
    const { body } = await server.send('GET', `/dashboard/changes?deeds=true&count=20&agent=${agents[0]}`)
    return (body as { change: Change[] }).change
  }
  const path = `/configuration/agents/${agents[0]}`
  await setLevel(1)
  await server.send('PUT', `${path}/skills/${FRENCH}?proficiency=4`)
  await setLevel(2)
  await server.send('PUT', path, { body: { phone: '1' } })
  await server.send('PUT', path, { body: { phone: '2', homeAgent: true } })
  await server.send('PUT', path, { body: { firstName: 'Grace' } })
  const [name, both, phone, two, french, one] = await newest()
  expect([name, both, phone, two, french, one].map((change) => change?.supersededBy)).toEqual([
    undefined,
    undefined,
    both?.id,
    undefined,
    undefined,
    two?.id,
  ])
  expect(await undo(one?.id ?? 0)).toBe(409)
  expect(await undo(two?.id ?? 0)).toBe(204)
  // A change that was taken back stands in nobody's way.
  const now = new Map((await newest()).map((change) => [change.id, change]))
  expect(now.get(one?.id ?? 0)?.supersededBy).toBeUndefined()
  expect(await undo(one?.id ?? 0)).toBe(204)
  await weaken(FRENCH)
  const [bulk] = await newest()
  expect((await newest()).find(({ id }) => id === french?.id)?.supersededBy).toBe(bulk?.id)
})
