import { gzipSync } from 'node:zlib'

/** A request that is cheap to send and meant to be expensive to answer. */
export interface Hostile {
  name: string
  request: { method?: string; path: string; headers?: Record<string, string> }
  body?: Buffer | string
}

const MB = 1024 ** 2

const LOGIN = '/session/login'
const CREATE = '/configuration/agents'
const SEARCH = '/configuration/agents/search?count=1&offset=0'
const FIND = '/dashboard/agents?count=1'
const BULK = '/dashboard/bulk-changes'

const json = { 'content-type': 'application/json' }

const nested = (bytes: number) => '['.repeat(bytes / 2) + ']'.repeat(bytes / 2)
const manyKeys = (keys: number) => `{${times(keys, (i) => `"a${i.toString(36)}":1`).join(',')}}`
const emptyObjects = (bytes: number) => `{"assignedAgentSkill":[${'{},'.repeat((bytes - 30) / 3)}{}]}`
const filled = (bytes: number, left: string, filling: string, right: string) =>
  left + filling.repeat(bytes - left.length - right.length) + right

const times = <Each>(count: number, make: (i: number) => Each) => Array.from({ length: count }, (_, i) => make(i))

/** Bodies that are slow to parse, to walk or to check, of up to this many bytes. */
const slowBodies = (bytes: number): readonly (readonly [name: string, body: string])[] => [
  ['nested', nested(bytes)],
  ['keys', manyKeys(bytes / 10)],
  ['empty objects', emptyObjects(bytes)],
  ['a long text', filled(bytes, '{"loginId":"', 'x', '"}')],
  ['a long number', filled(bytes, '{"loginId":', '9', '}')],
  ['backslashes', filled(bytes, '{"loginId":"', '\\', '"}')],
  ['__proto__ and keys', manyKeys(bytes / 10 - 2).replace('{', '{"__proto__":1,')],
]

const post = (name: string, path: string, body: Buffer | string, headers: Record<string, string> = {}): Hostile => ({
  name,
  request: { method: 'POST', path, headers: { ...json, ...headers } },
  body,
})

const zipped = (name: string, path: string, body: string) =>
  post(`${name}, 1 MB in gzip`, path, gzipSync(body, { level: 9 }), { 'content-encoding': 'gzip' })

/** Requests without a session. The first is harmless, for comparison. */
export const fromStrangers = (): Hostile[] => [
  post('two bytes, to compare with', LOGIN, '{}'),
  zipped('nested', LOGIN, nested(MB)),
  zipped('empty objects', CREATE, emptyObjects(MB)),
  zipped('100,000 keys', LOGIN, manyKeys(100_000)),
  ...slowBodies(4096).map(([name, body]) => post(`${name}, 4 kB`, LOGIN, body)),
  post('nested, 100 kB', LOGIN, nested(100_000)),
  post('keys, 1 MB', LOGIN, manyKeys(100_000)),
  post('nested, 100 kB', CREATE, nested(100_000)),
  post('nested, 100 kB', '/nothing', nested(100_000)),
  {
    ...post('nested, 100 kB, PATCH', CREATE, nested(100_000)),
    request: { method: 'PATCH', path: CREATE, headers: json },
  },
  { name: '1,000 parameters', request: { path: `${CREATE}?${times(1000, (i) => `a${i}=`).join('&')}` } },
  {
    name: '2,000 cookies',
    request: { path: '/dashboard/session', headers: { cookie: times(2000, () => 'a=b').join('; ') } },
  },
  {
    name: '900 headers',
    request: { path: CREATE, headers: Object.fromEntries(times(900, (i) => [`x-${i}`, '1'])) },
  },
  ...(
    [
      ['If-Match', { 'if-match': '"a", '.repeat(3000) }],
      ['If-Match, never closed', { 'if-match': `"${'W/'.repeat(7000)}` }],
      ['Accept-Language', { 'accept-language': 'de;q=0.1,'.repeat(1600) }],
      ['Console-User', { 'console-user': '1:'.repeat(7000) }],
      ['Cookie, never closed', { cookie: `LV-Session="${'='.repeat(14_000)}` }],
    ] as const
  ).map(([name, headers]) => ({
    name: `15 kB of ${name}`,
    request: { method: 'POST', path: LOGIN, headers: { ...json, ...headers } },
    body: '{}',
  })),
  post('nested, 100 kB', BULK, nested(100_000)),
  { name: 'the page on the API, compressed', request: { path: '/docs', headers: { 'accept-encoding': 'br' } } },
  { name: 'the API’s document, compressed', request: { path: '/openapi.json', headers: { 'accept-encoding': 'br' } } },
  {
    name: 'a page, compressed',
    request: { path: '/agents', headers: { accept: 'text/html', 'accept-encoding': 'br' } },
  },
]

/** Requests of an agent, who may do least, and of a manager, who may send long bodies. */
export const fromUsers = ({ agent, manager }: { agent: string; manager: string }): Hostile[] => [
  post('an agent: nested, 100 kB', CREATE, nested(100_000), { 'lv-session': agent }),
  post('an agent: nested, 4 kB', SEARCH, nested(4096), { 'lv-session': agent }),
  post('an agent: keys, 4 kB', SEARCH, manyKeys(400), { 'lv-session': agent }),
  ...slowBodies(128 * 1024).map(([name, body]) =>
    post(`a manager: ${name}, 128 kB`, CREATE, body, { 'lv-session': manager }),
  ),
  ...(
    [
      ['10,000 characters', `q=${'x'.repeat(10_000)}`],
      ['200 words', `q=${'a+'.repeat(200)}`],
      ['20 words that nearly all have', `q=${'a+'.repeat(19)}a`],
      ['4,000 statuses', `status=${'a,'.repeat(4000)}`],
      ['a service, 3,800 times', times(20, () => `service=${times(190, () => 1).join(',')}`).join('&')],
      ['20 skills at 5 levels', times(20, (i) => `skill=${1022 + i}:1,2,3,4,5`).join('&')],
    ] as const
  ).map(([name, question]) => ({
    name: `a manager: ${name}`,
    request: {
      path: `${FIND}&${question}`,
      headers: { 'lv-session': manager },
    },
  })),
  {
    name: 'a manager: levels of every skill',
    request: { path: '/dashboard/skill-levels', headers: { 'lv-session': manager } },
  },
]

/**
 * Slow requests. The server reads 4 MB from a user with the right to change agents, since a bulk change may name 100,000 of them,
 * and then refuses all of these. A page may hold 1,000 agents.
 */
export const longOnes = ({ agent, manager }: { agent: string; manager: string }): Hostile[] => [
  post('a stranger: 2,000,000 numbers', BULK, numbers(2_000_000)),
  post('an agent: 2,000,000 numbers', BULK, numbers(2_000_000), { 'lv-session': agent }),
  ...(
    [
      ['100,000 ids', `{"who":{"agents":[${times(100_000, (i) => i + 1).join(',')}]}}`],
      ['100,000 pasted login IDs', bulk({ pasted: times(100_000, (i) => `AGENT${i}`).join('\n') })],
      ['2,000,000 numbers', numbers(2_000_000)],
      ['2,000,000 pasted', bulk({ pasted: 'a,'.repeat(2_000_000) })],
      ['2,000,000 pasted blanks', bulk({ pasted: ' ,'.repeat(2_000_000) })],
      ['2,000,000 statuses', bulk({ question: { status: 'a,'.repeat(2_000_000) } })],
      ['2,000,000 words', bulk({ question: { q: 'a '.repeat(2_000_000) } })],
    ] as const
  ).map(([name, body]) => post(`a manager: ${name}`, BULK, body, { 'lv-session': manager })),
  ...[
    ['1,000 agents', ''],
    ['1,000 agents with all details', '&with=skills,services,callCenters,lock'],
    ['20 services in 20 ways', `&${times(20, (i) => `service=${times(20, (j) => 1 + i + j).join(',')}`).join('&')}`],
  ].map(([name = '', question = '']) => ({
    name: `a manager: ${name}`,
    request: { path: `/dashboard/agents?count=1000${question}`, headers: { 'lv-session': manager } },
  })),
]

const numbers = (count: number) => `{"who":{"agents":[${'1,'.repeat(count)}1]}}`
const bulk = (who: object) => JSON.stringify({ who })
