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
]
