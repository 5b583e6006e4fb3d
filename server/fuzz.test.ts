import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import * as z from 'zod'
import { errorBodies } from '#contract/errors.ts'
import type { Operation } from '#contract/operation.ts'
import { allOperations } from '#contract/apis.ts'
import { insertAgent, insertCallCenter, insertService, insertSkill } from '#server/testing/fixtures.ts'
import { CLIENT, startTestServer, type TestServer } from '#server/testing/server.ts'

// Requests made from the contract, right and wrong in every part. The server answers all of them with a status below 500
// and, where it refuses, with the API's own error. `FUZZ_REQUESTS` sets how many; `FUZZ_SEED` repeats a run.
// Fewer on PostgreSQL: what never reaches the database was told on SQLite.
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? (inject('postgres') ? 4000 : 20_000))
const SEED = process.env['FUZZ_SEED'] ? Number(process.env['FUZZ_SEED']) : undefined

// Hashing a password takes as long as fifty other requests: these come more rarely.
const HASHING: readonly string[] = [
  'login',
  'changePassword',
  'createAgent',
  'signIn',
  'createUser',
  'updateUser',
  'changeOwnPassword',
]

const KNOWN_IDS = [1, 2, 3, 10, 100, 109, 200, 201, CLIENT, 1005018]

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\ud800',
    '‮abc',
    '%',
    '_',
    "' or 1=1 --",
    '<img onerror>',
    '=cmd()',
    'x'.repeat(5000),
  ),
  fc.constantFrom('null', 'NaN', '1e999', '-0', '00', '9'.repeat(30), '__proto__', 'constructor'),
)

/** Ends of pages as lists of several kinds write them, and as none does. */
const after = fc.oneof(
  { weight: 2, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: fc.constantFrom('HOLDER', '200', '1.HOLDER') },
  { weight: 1, arbitrary: fc.constantFrom('Infinity', '1e30', '1.\u0000', '-1.HOLDER', '1.', '.', 'HOLDER\u0000') },
  { weight: 1, arbitrary: nasty },
)

const id = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...KNOWN_IDS) }, fc.integer(), fc.maxSafeInteger())

/** Values of the kind that a schema asks for. */
function fitting(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  if (schema instanceof z.core.$ZodOptional) return fc.option(fitting(schema._zod.def.innerType), { nil: undefined })
  if (schema instanceof z.core.$ZodPipe) return fitting(schema._zod.def.in)
  if (schema instanceof z.core.$ZodNumber) return fc.oneof(fc.integer({ min: -2, max: 8 }), id)
  if (schema instanceof z.core.$ZodBoolean) return fc.boolean()
  if (schema instanceof z.core.$ZodEnum) return fc.constantFrom(...Object.values(schema._zod.def.entries))
  if (schema instanceof z.core.$ZodLiteral) return fc.constantFrom(...schema._zod.def.values)
  if (schema instanceof z.core.$ZodUnion) return fc.oneof(...schema._zod.def.options.map(fitting))
  if (schema instanceof z.core.$ZodRecord)
    return fc.dictionary(fc.constantFrom('q', 'by', 'status', 'x'), fitting(schema._zod.def.valueType), { maxKeys: 3 })
  if (schema instanceof z.core.$ZodArray) return fc.array(fitting(schema._zod.def.element), { maxLength: 4 })
  if (schema instanceof z.core.$ZodObject)
    return fc.record(
      Object.fromEntries(
        Object.entries(schema._zod.def.shape).map(([key, member]) => [key, key === 'after' ? after : spoilt(member)]),
      ),
    )
  return fc.oneof(
    fc.string({ minLength: 1, maxLength: 30 }),
    fc.constantFrom('HOLDER', 'password-1', 'Núñez', '2025550100'),
  )
}

/** Mostly fitting values, now and then something else altogether. */
const spoilt = (schema: z.core.$ZodType): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 12, arbitrary: fitting(schema) },
    { weight: 1, arbitrary: nasty },
    { weight: 1, arbitrary: fc.constantFrom(null, undefined, true, -1, 0.5, [], {}, [[]], { id: {} }) },
  )

interface FuzzRequest {
  method: Operation['method']
  url: string
  payload: string | undefined
  contentType: string
  signedIn: boolean
}

function requestTo(operation: Operation): fc.Arbitrary<FuzzRequest> {
  const { params, query, body } = operation
  return fc.record({
    method: fc.oneof(
      { weight: 20, arbitrary: fc.constant(operation.method) },
      fc.constantFrom('GET' as const, 'POST' as const, 'PUT' as const, 'DELETE' as const),
    ),
    url: fc
      .record({ path: params ? fitting(params) : fc.constant({}), search: query ? fitting(query) : fc.constant({}) })
      .map(({ path, search }) => urlOf(operation.path, path, search)),
    payload: body
      ? fc.oneof(
          { weight: 12, arbitrary: spoilt(body).map((value) => JSON.stringify(value)) },
          { weight: 1, arbitrary: fc.json() },
          { weight: 1, arbitrary: nasty },
        )
      : fc.constant(undefined),
    contentType: fc.oneof(
      { weight: 15, arbitrary: fc.constant('application/json') },
      fc.constantFrom('text/xml', '', 'x', 'application/json; charset=iso-8859-1', 'text/json', 'application/a+json'),
    ),
    signedIn: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, fc.constant(false)),
  })
}

function urlOf(path: string, params: unknown, search: unknown): string {
  // Objects both: `fitting` made them from the operation's object schemas.
  const given = { ...(params as Record<string, unknown>) }
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encode(given[name]))
  const query = Object.entries(search as Record<string, unknown>).filter(([, value]) => value !== undefined)
  return `${filled}?${query.map(([key, value]) => `${key}=${encode(value)}`).join('&')}`
}

const encode = (value: unknown) =>
  encodeURIComponent((typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed())

const anyRequest = fc.oneof(
  ...Object.entries(allOperations).map(([name, operation]) => ({
    weight: HASHING.includes(name) ? 1 : 40,
    arbitrary: requestTo(operation),
  })),
)

let server: TestServer
let session: string

beforeAll(async () => {
  server = await startTestServer()
  await insertSkill(server.db, CLIENT, 200, 'GOLD')
  await insertSkill(server.db, CLIENT, 201, 'SILVER')
  await insertCallCenter(server.db, CLIENT, 10)
  await insertService(server.db, CLIENT, { id: 100, callCenter: 10 })
  await insertService(server.db, CLIENT, { id: 109, callCenter: 10, acdFeatureCode: 0 })
  for (const loginId of ['HOLDER', 'AGENT#.?', 'ÅSA'])
    await insertAgent(server.db, CLIENT, { loginId, skills: { 200: 1 } })
  session = await server.login('sysadmin')
})

afterAll(() => server.close())

const anyError = z.union([z.strictObject(errorBodies.code.shape), z.strictObject(errorBodies.errorCode.shape)])

it(`answers ${REQUESTS} generated requests, right and wrong, and fails at none`, { timeout: 30 * 60_000 }, async () => {
  const answered = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(anyRequest, async ({ method, url, payload, contentType, signedIn }) => {
      const reply = await server.app.inject({
        method,
        url,
        headers: { ...(contentType && { 'content-type': contentType }), ...(signedIn && { 'lv-session': session }) },
        ...(payload !== undefined && { payload }),
      })
      answered.set(reply.statusCode, (answered.get(reply.statusCode) ?? 0) + 1)
      // 503 is the password queue's, which says when to come back.
      expect(reply.statusCode).toSatisfy((status: number) => status < 500 || status === 503)
      const refusal = reply.statusCode < 400 ? undefined : anyError.safeParse(reply.json())
      expect(refusal?.error).toBeUndefined()
    }),
    { numRuns: REQUESTS, ...(SEED !== undefined && { seed: SEED }) },
  )
  // Not all of one kind, or the generator says nothing.
  for (const status of [200, 204, 400, 401, 404]) expect(answered.get(status)).toBeGreaterThan(REQUESTS / 500)
})
