import * as z from 'zod'
import { errorBodies } from '#contract/errors.ts'
import { IDEMPOTENCY_KEY, type Operation, type Operations } from '#contract/operation.ts'

/** The Configuration API as an OpenAPI 3.1 document. */
export function openApiDocument(api: Operations): object {
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
        ? [{ name: IDEMPOTENCY_KEY, in: 'header', required: false, schema: { type: 'string' } }]
        : []),
    ],
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(body) } } } }),
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
