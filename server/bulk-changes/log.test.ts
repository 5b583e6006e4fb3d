import { sql } from 'kysely'
import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { BulkUser, lineOf } from '#server/testing/bulk-changes.ts'
import { eventually } from '#server/testing/eventually.ts'
import { insertAgent, insertSkill } from '#server/testing/fixtures.ts'
import { CLIENT, startTestServer, type TestServer } from '#server/testing/server.ts'

const SPANISH = 200

interface Line {
  level: string
  event?: string
  count?: number
  bulkChange?: number
  by?: string
}

let server: TestServer
let manager: BulkUser
let lines: Line[]
let agents: number[]

beforeEach(async () => {
  lines = []
  server = await startTestServer({
    // Lines are JSON objects.
    log: { level: 'info', stream: { write: (line) => void lines.push(JSON.parse(line) as Line) } },
  })
  manager = new BulkUser(server)
  await insertSkill(server.db, CLIENT, SPANISH, 'SPANISH')
  agents = []
  for (let i = 1; i <= 3; i++)
    agents.push(await insertAgent(server.db, CLIENT, { loginId: `AGENT${i}`, skills: { [SPANISH]: 3 } }))
})

afterEach(() => server.close())

const changes = [{ kind: 'weaker', agentSkill: SPANISH } as const]

it('logs who applied it, its changes counted by kind, and its end', async () => {
  const id = await manager.preview({ who: { agents }, changes })
  lines = []
  await manager.apply(id)
  const line = (event: string) => expect.objectContaining({ event, count: 3, by: 'manager' }) as Line
  await eventually(() =>
    expect(lines.filter(({ event }) => event !== undefined)).toEqual([
      line('bulk-change-applied'),
      line('bulk-change-done'),
      line('proficiency-changed'),
    ]),
  )
})

// A trigger is written in another language there.
it.skipIf(inject('postgres'))('gives up an item that the server fails over, and does the others', async () => {
  const [, second = 0] = agents
  await sql`create trigger broken before insert on change when new.agent_id = ${sql.lit(second)}
    begin select raise(abort, 'broken'); end`.execute(server.db)
  const id = await manager.preview({ who: { agents }, changes })
  await manager.apply(id)
  expect((await manager.items(id)).map(lineOf)).toEqual([
    'AGENT1 SPANISH 3 → 4 applied',
    'AGENT2 SPANISH 3 → 4 failed: The server failed 3 times over it',
    'AGENT3 SPANISH 3 → 4 applied',
  ])
  expect(lines.filter(({ level }) => level === 'error')).toHaveLength(3)
})
