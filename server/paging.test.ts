import * as fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { insertAgent, insertSkill, insertUser } from '#server/testing/fixtures.ts'
import { CLIENT, startTestServer, type TestServer } from '#server/testing/server.ts'

const SKILL = 200
const COUNT = 2
const RUNS = 12

let server: TestServer
let superuser: string

beforeAll(async () => {
  server = await startTestServer()
  superuser = await server.login('superuser')
  await insertSkill(server.db, CLIENT, SKILL, 'SPANISH')
})

afterAll(() => server.close())

beforeEach(empty)

async function empty() {
  for (const table of ['agent', 'agent_part'] as const) await server.db.deleteFrom(table).execute()
  await server.db.deleteFrom('user_account').where('user_name', 'like', 'u-%').execute()
}

interface Agent {
  id: number
  loginId: string
  lastName: string
  phone: string
  locked: boolean
  /** 0 is without the skill. */
  level: number
}

/** Asks Find agents for a page, in the form in which the lists of the Configuration API are read. */
const find = (question: string) => async (page: string) => {
  const parameters = new URLSearchParams(page)
  parameters.delete('offset')
  const answer = await server.send('GET', `/dashboard/agents?${question}&${parameters.toString()}`)
  const { agent, next } = answer.body as { agent: unknown; next?: string }
  const following = next === undefined ? null : `?count=${COUNT}&after=${encodeURIComponent(next)}`
  return { ...answer, body: { agent, next: following } }
}

/** A list, who is in it, and where: two agents of one place never are. */
interface List {
  name: string
  read: (page: string) => Promise<{ status: number; body: unknown }>
  has: (agent: Agent) => boolean
  placeOf?: (agent: Agent) => string
  /** Whether it is a list of the Configuration API, which also reads on by offset; true where nothing is said. */
  hasOffsets?: false
}

const search = (criterion: Record<string, string>) => (page: string) =>
  server.send('POST', `/configuration/agents/search?${page}`, { body: criterion })

const lists: List[] = [
  { name: 'all agents', read: (page) => server.send('GET', `/configuration/agents?${page}`), has: () => true },
  {
    name: 'a search by three letters of a login ID',
    read: search({ loginId: 'abc' }),
    has: ({ loginId }) => loginId.includes('ABC'),
  },
  {
    name: 'a search by one letter of a login ID',
    read: search({ loginId: 'b' }),
    has: ({ loginId }) => loginId.includes('B'),
  },
  {
    name: 'a search by last name',
    read: search({ lastName: 'one' }),
    has: ({ lastName }) => lastName.toUpperCase().includes('ONE'),
  },
  {
    name: 'a search by two letters of a last name',
    read: search({ lastName: 'on' }),
    has: ({ lastName }) => lastName.toUpperCase().includes('ON'),
  },
  { name: 'a search by phone', read: search({ phoneNumber: '555 1' }), has: ({ phone }) => phone === '5551' },
  {
    name: 'the locked agents',
    read: find('status=locked'),
    hasOffsets: false,
    has: ({ locked }) => locked,
  },
  {
    name: 'the holders of a skill',
    read: find(`skill=${SKILL}&sort=level`),
    hasOffsets: false,
    has: ({ level }) => level > 0,
    placeOf: ({ level, loginId }) => `${level}.${loginId}`,
  },
  {
    name: 'the agents by name',
    read: find('sort=name'),
    hasOffsets: false,
    has: () => true,
    placeOf: ({ lastName, loginId }) => `${lastName}.${loginId}`,
  },
]

type Deed = Partial<Omit<Agent, 'id' | 'loginId'>> | 'delete' | { create: Omit<Agent, 'id'> }

const lastName = fc.constantFrom('One', 'Jones', 'Lone', 'Onyx', 'Smith')
const phone = fc.constantFrom('5551', '5552')
const level = fc.constantFrom(0, 1, 1, 2, 3)
// Few letters, so that new ones fall between, before and behind the others.
const letters = fc.string({ unit: fc.constantFrom('A', 'B', 'C', 'Z', '.'), minLength: 1, maxLength: 5 })
const loginId = fc.oneof(
  letters,
  letters.map((rest) => `ABC${rest}`),
)
const newAgent = fc.record({ loginId, lastName, phone, locked: fc.boolean(), level })
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ create: newAgent }),
  fc.record({ create: newAgent }),
  fc.constant('delete' as const),
  fc.record({ lastName }),
  fc.record({ phone }),
  fc.record({ locked: fc.boolean() }),
  fc.record({ level }),
)
const meanwhile = fc.array(fc.record({ of: fc.nat(), deed }), { maxLength: 4 })

async function create(agents: Map<number, Agent>, agent: Omit<Agent, 'id'>) {
  if ([...agents.values()].some((other) => other.loginId === agent.loginId)) return
  const { level: proficiency, ...rest } = agent
  const id = await insertAgent(server.db, CLIENT, { ...rest, ...(proficiency && { skills: { [SKILL]: proficiency } }) })
  agents.set(id, { ...agent, id })
}

async function change(agents: Map<number, Agent>, of: number, deed: Deed) {
  if (deed !== 'delete' && 'create' in deed) return create(agents, deed.create)
  const agent = [...agents.values()][of % agents.size]
  if (!agent) return
  const path = `/configuration/agents/${agent.id}`
  if (deed === 'delete') {
    agents.delete(agent.id)
    await server.send('DELETE', path)
    return
  }
  const { locked, level: proficiency, ...details } = deed
  agents.set(agent.id, { ...agent, ...deed })
  if (Object.keys(details).length) await server.send('PUT', path, { body: details })
  if (locked === false) await server.send('PUT', path, { body: { unlock: true } })
  if (locked) await server.db.updateTable('agent').set({ locked_at: 1 }).where('id', '=', agent.id).execute()
  if (proficiency === 0) await server.send('DELETE', `${path}/skills/${SKILL}`)
  if (proficiency) await server.send('PUT', `${path}/skills/${SKILL}?proficiency=${proficiency}`)
}

/** Reads a list from its first page on, as the dashboard does, and has `between` happen between two pages. */
async function walk(read: List['read'], between: () => Promise<void>) {
  const rows: { id: number }[] = []
  let page: string | undefined = `count=${COUNT}&offset=0&after=`
  while (page !== undefined) {
    const { status, body } = await read(page)
    expect(status).toBe(200)
    const { next, ...rest } = body as { next: string | null } & Record<string, { id: number }[]>
    rows.push(...(rest['agent'] ?? rest['user'] ?? []))
    page = next?.slice(next.indexOf('?') + 1)
    if (page !== undefined) await between()
  }
  return rows.map(({ id }) => id)
}

it.each(lists)(
  '$name: nobody twice, nobody missing who stayed in place, whatever is written between pages',
  async (list) => {
    const { read, has, placeOf = (agent: Agent) => agent.loginId } = list
    await fc.assert(
      fc.asyncProperty(
        fc.array(newAgent, { minLength: 4, maxLength: 12 }),
        fc.array(meanwhile, { maxLength: 12 }),
        async (first, writes) => {
          await empty()
          const agents = new Map<number, Agent>()
          for (const agent of first) await create(agents, agent)
          const seen: Map<number, Agent>[] = [new Map(agents)]
          const queue = [...writes]
          const ids = await walk(read, async () => {
            for (const { of, deed: next } of queue.shift() ?? []) await change(agents, of, next)
            seen.push(new Map(agents))
          })

          const stayed = [...agents.values()].filter((agent) =>
            seen.every((then) => {
              const before = then.get(agent.id)
              return before && has(before) && placeOf(before) === placeOf(agent)
            }),
          )
          expect(ids).toEqual(expect.arrayContaining(stayed.map(({ id }) => id)))
          const moved = ids.filter((id) => !stayed.some((agent) => agent.id === id))
          expect(moved.every((id) => seen.some((then) => then.has(id) && has(then.get(id) as Agent)))).toBe(true)
          // An agent whose place can change may have been met at both.
          const once = placeOf === list.placeOf ? ids.filter((id) => !moved.includes(id)) : ids
          expect(new Set(once).size).toBe(once.length)
        },
      ),
      { numRuns: RUNS },
    )
  },
)

it('the users: nobody twice, nobody missing who was there all the time', async () => {
  const name = fc
    .string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 4 })
    .map((rest) => `u-${rest}`)
  const names = fc.uniqueArray(name, { minLength: 4, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(names, names, async (first, others) => {
      await empty()
      const there = await Promise.all(
        first.map((userName) => insertUser(server.db, CLIENT, { userName, role: 'Manager' })),
      )
      const more = others.filter((userName) => !first.includes(userName))
      const ids = await walk(
        (page) => server.send('GET', `/dashboard/users?${page}`, { session: superuser }),
        async () => {
          const userName = more.shift()
          if (userName !== undefined) await insertUser(server.db, CLIENT, { userName, role: 'Manager' })
        },
      )
      expect(ids).toEqual(expect.arrayContaining(there))
      expect(new Set(ids).size).toBe(ids.length)
    }),
    { numRuns: RUNS },
  )
})

it('the history: no change twice, none missing that was there, while others are made', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 9 }), async (count) => {
      await empty()
      const id = await insertAgent(server.db, CLIENT, { loginId: 'A' })
      const path = `/configuration/agents/${id}`
      for (let n = 0; n < 9; n++) await server.send('PUT', path, { body: { phone: `${n}` } })
      const changes: { id: number; after: { phone: string } }[] = []
      let before: number | undefined
      do {
        const query = `agent=${id}&count=${count}${before === undefined ? '' : `&before=${before}`}`
        const { body } = await server.send('GET', `/dashboard/changes?${query}`)
        const page = body as { change: typeof changes; nextBefore?: number }
        changes.push(...page.change)
        before = page.nextBefore
        await server.send('PUT', path, { body: { phone: `1${changes.length}` } })
      } while (before !== undefined)
      expect(changes.map(({ after }) => after.phone)).toEqual(['8', '7', '6', '5', '4', '3', '2', '1', '0'])
    }),
    { numRuns: RUNS },
  )
})

it.each(lists.filter(({ hasOffsets = true }) => hasOffsets))(
  '$name: without a key, `next` counts rows as in the example of the specification',
  async ({ read }) => {
    for (const id of ['ABC1', 'ABC2', 'ABC3'])
      await insertAgent(server.db, CLIENT, {
        loginId: id,
        lastName: 'One',
        phone: '5551',
        locked: true,
        skills: { [SKILL]: 1 },
      })
    const { body } = await read('count=2&offset=0')
    expect((body as { next: string }).next).toMatch(/\?offset=2&count=2$/)
  },
)
