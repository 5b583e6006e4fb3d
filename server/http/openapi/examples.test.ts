import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { configurationDocs } from '#contract/configuration.docs.ts'
import { configurationOperations } from '#contract/configuration.ts'
import type { Example } from '#contract/docs.ts'
import { pathOf, type Operation } from '#contract/operation.ts'
import { EXAMPLE_SESSION } from '#contract/sessions.docs.ts'
import { sharedExamplesOf, type SharedExample } from '#contract/shared-examples.docs.ts'
import { openApiDocument } from '#server/http/openapi/document.ts'
import type { AnyOperationDocs } from '#server/http/openapi/operations.ts'
import { insertDocumentedData } from '#server/testing/documented-data.ts'
import { startTestServer, type TestServer } from '#server/testing/server.ts'

interface Media {
  content?: { 'application/json': { schema: { $ref: string } } }
}

interface DocumentedOperation {
  requestBody?: Media
  responses: Record<string, Media & { headers?: Record<string, unknown>; $ref?: string }>
}

interface Document {
  paths: Record<string, Record<string, DocumentedOperation>>
  components: { responses: DocumentedOperation['responses'] }
}

// As the OpenAPI specification has it.
const document = openApiDocument() as Document
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
ajv.addSchema(document, 'document')

const docsOfAll: Readonly<Record<string, AnyOperationDocs>> = configurationDocs

/** Refusals first: they change nothing, so one server answers all examples of an operation. */
const byHarm = (a: SharedExample, b: SharedExample) => b.status - a.status

type Sessions = Readonly<Record<NonNullable<Example['as']>, string>>

async function signIn(server: TestServer): Promise<Sessions> {
  return {
    sysadmin: await server.login('sysadmin'),
    manager: await server.login('manager'),
    teamlead: await server.login('teamlead'),
    agent: await server.login('related', { agent: true }),
  }
}

async function ask(server: TestServer, operation: Operation, example: Example, sessions: Sessions) {
  const { as = 'sysadmin' } = example
  const query = new URLSearchParams(Object.entries(example.query ?? {}).map(([key, value]) => [key, String(value)]))
  // The examples name one session; the server gives each its own.
  const url = pathOf(operation, example.params).replace(EXAMPLE_SESSION, sessions.manager)
  const reply = await server.app.inject({
    method: operation.method,
    url: `${url}?${query.toString()}`,
    headers: {
      ...(example.body && { 'content-type': 'application/json' }),
      ...(as !== null && { 'lv-session': sessions[as] }),
      ...example.headers,
    },
    ...(example.body && { payload: JSON.stringify(example.body) }),
  })
  const body: unknown = reply.body === '' ? undefined : reply.json()
  return { status: reply.statusCode, body, headers: reply.headers }
}

/** Returns the faults of a JSON value by the document's schema. */
function faultsOf({ content }: Media, value: unknown) {
  const schema = content?.['application/json'].schema
  if (!schema) return value === undefined ? null : 'no body is described'
  const validate = ajv.compile({ $ref: `document${schema.$ref}` })
  validate(value)
  return validate.errors
}

describe.each(Object.entries<Operation>(configurationOperations))('%s', (name, operation) => {
  const docs = docsOfAll[name]
  const described = document.paths[operation.path]?.[operation.method.toLowerCase()]
  if (!docs || !described) throw new Error(`${name} is not documented`)
  const all = Object.entries<SharedExample>({ ...docs.examples, ...sharedExamplesOf(operation, docs) })
  let server: TestServer
  let sessions: Sessions

  beforeAll(async () => {
    server = await startTestServer()
    await insertDocumentedData(server.db)
    sessions = await signIn(server)
    return () => server.close()
  })

  const tried = all.filter(([, { takes }]) => takes === undefined).toSorted(([, a], [, b]) => byHarm(a, b))
  it.each(tried)('is answered as its example %s says, and as its schema', async (_, example) => {
    const { status, body, headers } = await ask(server, operation, example, sessions)
    expect({ status, body }).toEqual({ status: example.status, body: withDrawn(name, example) })
    const reply = replyOf(described, status)
    expect(faultsOf(reply, body)).toBeNull()
    for (const header of Object.keys(reply.headers ?? {})) expect(headers).toHaveProperty(header.toLowerCase())
  })

  const accepted = all.filter(([, { body, status }]) => body && status < 300)
  it.each(accepted)('describes the body that its example %s sends', (_, { body }) => {
    expect(faultsOf(described.requestBody ?? {}, sent(body))).toBeNull()
  })
})

function replyOf({ responses }: DocumentedOperation, status: number) {
  const reply = responses[status]
  if (!reply) throw new Error(`${status} is not documented`)
  return document.components.responses[reply.$ref?.split('/').at(-1) ?? ''] ?? reply
}

/** The server draws these; the examples have some of the same kind. */
const DRAWN: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  createAgent: { id: expect.any(Number) },
  createAgentSkill: { id: expect.any(Number) },
  login: { userId: expect.any(Number), sessionId: expect.stringMatching(/^[\da-f-]{36}$/) },
}

const withDrawn = (name: string, { status, reply }: Example) =>
  status < 300 && typeof reply === 'object' ? { ...reply, ...DRAWN[name] } : reply

/** As it travels: without undefined members. */
const sent = (body: unknown): unknown => JSON.parse(JSON.stringify(body))
