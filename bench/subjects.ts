import type { Request } from 'autocannon'
import { demoLogin } from '#server/first-start/demo/login.ts'
import type { Database } from '#server/database/tables.ts'

export interface Subject {
  name: string
  requests: readonly Request[]
  /** Whether the bare handler also answers it. */
  bare?: true
  /** How many ask at a time, where it is not the usual number. */
  connections?: number
}

export const ACCOUNT = demoLogin('superuser')

// Other agents and other words every time, or nothing but the caches would be measured.
const SAMPLES = 500

const json = { 'content-type': 'application/json' }

/** Returns the subjects, on agents that exist. */
export async function subjectsOf(db: Database): Promise<Subject[]> {
  const { id: client } = await db
    .selectFrom('client')
    .select('id')
    .where('code', '=', ACCOUNT.clientName)
    .executeTakeFirstOrThrow()
  const ids = await db.selectFrom('agent').select('id').where('client_id', '=', client).orderBy('id').execute()
  // By rank: there are gaps between the ids, and the agent behind a long one would be asked for again and again.
  const drawn = Array.from({ length: SAMPLES }, (_, i) => ids[Math.floor(((i * 0.618034) % 1) * ids.length)]?.id ?? 0)
  const found = await db.selectFrom('agent').select(['id', 'login_id', 'last_name']).where('id', 'in', drawn).execute()
  const byId = new Map(found.map((agent) => [agent.id, agent]))
  const agents = drawn.flatMap((id) => byId.get(id) ?? [])
  const search = (count: number, body: object): Request => ({
    method: 'POST',
    path: `/configuration/agents/search?count=${count}&offset=0`,
    headers: json,
    body: JSON.stringify(body),
  })
  const list = (count: number, more = ''): Request => ({
    path: `/configuration/agents?client=${client}&count=${count}&offset=0${more}`,
  })
  const question = (asked: string): Request => ({
    path: `/dashboard/agents?client=${client}&count=50&with=skills&${asked}`,
  })
  const skills = await db.selectFrom('agent_skill').select('id').where('client_id', '=', client).execute()
  const [one, other] = skills
  const q = encodeURIComponent
  const questions: [string, string[]][] = [
    ['a last name and a filter', agents.map(({ last_name }) => `q=${q(last_name)}&status=active&sort=name`)],
    [
      'two filters and a sort',
      [1, 2, 3, 4, 5].map((level) => `skill=${one?.id}:${level}&status=locked&sort=-lastLogin`),
    ],
    ['two skills', [`skill=${one?.id}&skill=${other?.id}`]],
    ['two letters', agents.map(({ last_name }) => `q=${q(last_name.slice(0, 2))}`)],
    ['ten words', [`q=${q('an er on in al ar el en st ma')}`]],
    ['nobody', ['q=nobodyatall']],
    ['everybody, by status', ['sort=status']],
    ['everybody, by last login', ['sort=-lastLogin']],
    ['who never signed in', ['lastLogin=never']],
  ]
  return [
    { name: 'read an agent', bare: true, requests: agents.map(({ id }) => ({ path: `/configuration/agents/${id}` })) },
    { name: 'list 50', bare: true, requests: [list(50)] },
    {
      name: 'list 50, further on',
      requests: agents.map(({ login_id }) => list(50, `&after=${encodeURIComponent(login_id)}`)),
    },
    { name: 'list 1,000', requests: [list(1000)] },
    // The first 5 are about as many as match among 1,000 agents too: else longer replies would be measured, and not slower searches.
    {
      name: 'search three letters of a login ID, first 5',
      requests: agents.map(({ login_id }) => search(5, { loginId: login_id.slice(-3) })),
    },
    {
      name: 'search five letters of a login ID, first 5',
      requests: agents.map(({ login_id }) => search(5, { loginId: login_id.slice(-5) })),
    },
    {
      name: 'search three letters of a name, first 5',
      // Some names are shorter, and two letters are another question.
      requests: agents
        .filter(({ last_name }) => last_name.length >= 3)
        .map(({ last_name }) => search(5, { lastName: last_name.slice(0, 3) })),
    },
    // A supervisor's questions (findAgents), from the narrowest to those that nearly everybody matches. One at a time: the
    // promise is about one person's wait.
    ...questions.map(([name, asked]) => ({ name: `find: ${name}`, connections: 1, requests: asked.map(question) })),
    { name: 'list info', requests: [{ path: '/configuration/agents/info' }] },
    {
      name: 'update an agent',
      requests: agents.map(({ id }, i) => ({
        method: 'PUT',
        path: `/configuration/agents/${id}`,
        headers: json,
        body: JSON.stringify({ phone: `555${i}` }),
      })),
    },
    {
      name: 'sign in',
      requests: [{ method: 'POST', path: '/session/login', headers: json, body: JSON.stringify(ACCOUNT) }],
    },
  ]
}
