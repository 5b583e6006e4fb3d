import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { errorBodies } from '#contract/errors.ts'
import { bodyLimitOf, IDEMPOTENCY_KEY, type Operation, type Operations } from '#contract/operation.ts'
import { serveText } from '#server/http/documents.ts'

/** Serves the OpenAPI document of an API. */
export function serveDocument(app: FastifyInstance, api: Operations): void {
  // It is long, and anybody may ask for it: serializing it once is enough.
  const document = JSON.stringify(openApiDocument(api))
  serveText(app, '/openapi.json', { type: 'application/json; charset=utf-8', text: document })
}

/** Returns an OpenAPI 3.1 document. */
function openApiDocument(api: Operations): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const [operationId, operation] of Object.entries(api)) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: describe(operationId, operation),
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Configuration API', version: '1.0.0' },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'header', name: 'LV-Session' } },
      schemas: { ErrorByCode: jsonSchema(errorBodies.code), ErrorByErrorCode: jsonSchema(errorBodies.errorCode) },
    },
  }
}

const ONCE =
  'For 24 hours a second request with the same key and the same content does nothing and gets the reply of the first. ' +
  'Passwords are not part of the comparison: where they differ, that of the first request holds.'

function describe(operationId: string, operation: Operation): object {
  const { title, params, query, body, reply, status, access, errorShape, takesIdempotencyKey } = operation
  const error = errorShape === 'code' ? 'ErrorByCode' : 'ErrorByErrorCode'
  return {
    operationId,
    summary: title,
    ...(access !== 'public' && { security: [{ session: [] }], 'x-roles': access.roles }),
    parameters: [
      ...parameters('path', params),
      ...parameters('query', query),
      ...(takesIdempotencyKey
        ? [{ name: IDEMPOTENCY_KEY, in: 'header', required: false, description: ONCE, schema: { type: 'string' } }]
        : []),
    ],
    ...(body && {
      requestBody: {
        description: `At most ${bodyLimitOf(operation) / 1024} kB, not compressed.`,
        required: true,
        content: { 'application/json': { schema: jsonSchema(body) } },
      },
    }),
    responses: {
      [status]: {
        description: 'Success',
        ...(reply && { content: { 'application/json': { schema: jsonSchema(reply) } } }),
      },
      default: {
        description: 'Refused',
        content: { 'application/json': { schema: { $ref: `#/components/schemas/${error}` } } },
      },
    },
  }
}

const parameters = (where: 'path' | 'query', schema: z.core.$ZodObject | undefined) =>
  Object.entries(schema?._zod.def.shape ?? {}).map(([name, type]) => ({
    name,
    in: where,
    required: !z.safeParse(type, undefined).success,
    schema: jsonSchema(type),
  }))

function jsonSchema(schema: z.core.$ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' })
  return rest
}
