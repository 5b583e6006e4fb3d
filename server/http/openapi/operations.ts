import { STATUS_CODES } from 'node:http'
import * as z from 'zod'
import type { Example, FieldDocs, OperationDocs } from '#contract/docs.ts'
import type { ErrorShape } from '#contract/errors.ts'
import { bodyLimitOf, errorShapeOf, IDEMPOTENCY_KEY, type Operation } from '#contract/operation.ts'
import { sharedExamplesOf } from '#contract/shared-examples.docs.ts'
import type { Components } from '#server/http/openapi/components.ts'
import type { NamedSchemas } from '#server/http/openapi/schemas.ts'

export type AnyOperationDocs = Pick<
  OperationDocs<Operation>,
  'tag' | 'text' | 'versions' | 'limitsRate' | 'examples'
> & {
  params?: Readonly<Record<string, FieldDocs>> | undefined
  query?: Readonly<Record<string, FieldDocs>> | undefined
}

type Examples = Readonly<Record<string, Example>>

/** Returns an operation as OpenAPI has it. */
export function describeOperation(
  operationId: string,
  operation: Operation,
  docs: AnyOperationDocs,
  components: Components,
): object {
  const { schemas } = components
  const { title, body, access } = operation
  return {
    operationId,
    tags: [docs.tag],
    summary: title,
    description: [docs.text, callersOf(operation), ...(docs.versions ? [VERSIONS[docs.versions]] : [])].join('\n\n'),
    security: access === 'public' ? [] : [{ session: [] }],
    ...(access !== 'public' && { 'x-roles': access.roles }),
    parameters: [
      ...parameters('path', operation.params, docs.params, schemas),
      ...parameters('query', operation.query, docs.query, schemas),
      ...headerParameters(operation, docs),
    ],
    ...(body && {
      requestBody: {
        description: `At most ${bodyLimitOf(operation) / 1024} kB, not compressed.`,
        required: true,
        content: {
          'application/json': {
            schema: schemas.refTo(body),
            examples: valuesOf(
              docs.examples,
              ({ body: sent }) => sent,
              (example) => example.status < 300,
            ),
          },
        },
      },
    }),
    responses: responses(operation, docs, sharedExamplesOf(operation, docs), components),
  }
}

const VERSIONS = {
  tells:
    'The reply carries an `ETag`; a later read that sends it in `If-None-Match` gets 304 if nothing changed. A sign-in is no change.',
  heeds:
    'With `If-Match`, the request succeeds only if the object has not changed since the read that returned that `ETag`; otherwise it gets 412.',
}

function callersOf({ access }: Operation): string {
  if (access === 'public') return 'Needs no session.'
  const roles = access.roles.map((role) =>
    role === 'Manager' && access.managerPower ? `Manager with the power “${access.managerPower}”` : role,
  )
  return `Open to: ${roles.join(', ')}.`
}

const parameters = (
  where: 'path' | 'query',
  schema: z.core.$ZodObject | undefined,
  docs: Readonly<Record<string, FieldDocs>> = {},
  schemas: NamedSchemas,
) =>
  Object.entries(schema?._zod.def.shape ?? {}).map(([name, type]) => {
    const { text, example, rules } = docs[name] ?? { text: '' }
    return {
      name,
      in: where,
      required: !z.safeParse(type, undefined).success,
      description: text,
      ...(name === 'after' && { allowEmptyValue: true }),
      schema: { ...schemas.refTo(type), ...rules },
      ...(example !== undefined && { example }),
    }
  })

const headerParameters = ({ takesIdempotencyKey }: Operation, { versions }: AnyOperationDocs) => [
  ...(takesIdempotencyKey ? [{ $ref: `#/components/parameters/${IDEMPOTENCY_KEY}` }] : []),
  ...(versions === 'tells' ? [{ $ref: '#/components/parameters/If-None-Match' }] : []),
  ...(versions === 'heeds' ? [{ $ref: '#/components/parameters/If-Match' }] : []),
]

const ABOUT: Readonly<Record<number, string>> = {
  200: 'Success.',
  201: 'Created. The body holds the id.',
  204: 'Success, without a body.',
  304: 'Not changed since the version that `If-None-Match` names. There is no body.',
  400: 'The request is not valid; the message says why.',
  401: 'There is no valid session; at Login and Change Password, the name or the password is wrong.',
  403: 'The caller is not allowed to do this.',
  404: 'There is no such object, or the caller is not allowed to see it.',
  409: 'The request conflicts with existing data.',
  412: 'The object has changed since the version that `If-Match` names.',
  413: 'The body is too large.',
  415: 'The body is not JSON in UTF-8, or it is compressed.',
  429: 'Too many attempts with passwords. Try again later.',
  500: 'The server failed. If the request was a write, it may or may not have been done.',
  503: 'The server or its database is busy or unavailable.',
}

const HEADERS: Readonly<Record<number, string>> = {
  201: 'Location',
  401: 'WWW-Authenticate',
  429: 'Retry-After',
  500: 'x-request-id',
  503: 'Retry-After',
}

/** The replies that are the same for all operations of one error shape. */
const COMMON: Readonly<Record<number, string>> = { 401: 'NoSession', 415: 'NotJson', 500: 'Failed', 503: 'Busy' }

function responses(operation: Operation, docs: AnyOperationDocs, shared: Examples, components: Components): object {
  const { status, access, method } = operation
  const errorShape = errorShapeOf(operation)
  const examples: Examples = { ...docs.examples, ...shared }
  const statuses = new Set([status, ...Object.values(examples).map((example) => example.status)])
  const entries = [...statuses].map((each) => {
    const response = responseOf(each, operation, docs, examples, components.schemas)
    // Its own reason, where nobody has to be signed in.
    const name = each === 401 && access === 'public' ? undefined : COMMON[each]
    if (name === undefined) return [each, response]
    const isUncertain = each === 500 && method !== 'GET'
    return [each, components.response(`${name}${isUncertain ? 'Write' : ''}${SUFFIX[errorShape]}`, response)]
  })
  return {
    ...Object.fromEntries(entries),
    ...(docs.versions === 'tells' && { 304: { description: ABOUT[304], headers: { ETag: headerRef('ETag') } } }),
    default: components.response(`Refused${SUFFIX[errorShape]}`, {
      description:
        'Any other refusal, such as of a request that cannot be read or a method that the path does not have.',
      content: { 'application/json': { schema: errorRef(errorShape) } },
    }),
  }
}

const SUFFIX = { code: '', errorCode: 'ByErrorCode' } as const satisfies Record<ErrorShape, string>

const errorRef = (shape: ErrorShape) => ({
  $ref: `#/components/schemas/${shape === 'code' ? 'ErrorByCode' : 'ErrorByErrorCode'}`,
})

function responseOf(
  status: number,
  operation: Operation,
  { versions }: AnyOperationDocs,
  examples: Examples,
  schemas: NamedSchemas,
): object {
  const isSuccess = status === operation.status
  const schema = isSuccess ? operation.reply && schemas.refTo(operation.reply) : errorRef(errorShapeOf(operation))
  const header = status === 200 && versions === 'tells' ? 'ETag' : HEADERS[status]
  return {
    description: ABOUT[status] ?? STATUS_CODES[status],
    ...(header && { headers: { [header]: headerRef(header) } }),
    ...(schema && {
      content: {
        'application/json': {
          schema,
          examples: valuesOf(
            examples,
            (example) => example.reply,
            (example) => example.status === status,
          ),
        },
      },
    }),
  }
}

const headerRef = (name: string) => ({ $ref: `#/components/headers/${name}` })

const valuesOf = (
  examples: Examples,
  valueOf: (example: Example) => unknown,
  fits: (example: Example) => boolean,
): object =>
  Object.fromEntries(
    Object.entries(examples)
      .filter(([, example]) => fits(example))
      .map(([name, example]) => [name, { summary: example.summary, value: valueOf(example) }]),
  )
