import type { SchemaDocs } from '#contract/docs.ts'
import { IDEMPOTENCY_KEY } from '#contract/operation.ts'
import { NamedSchemas } from '#server/http/openapi/schemas.ts'

/** The parts of a document that its operations refer to by name. */
export class Components {
  readonly schemas: NamedSchemas
  readonly #responses: Record<string, object> = {}

  constructor(docs: Readonly<Record<string, SchemaDocs>>) {
    this.schemas = new NamedSchemas(docs)
  }

  /** Returns a reference to a response. Throws where another has the name. */
  response(name: string, response: object): { $ref: string } {
    const known = this.#responses[name]
    if (known && JSON.stringify(known) !== JSON.stringify(response)) throw new Error(`Two responses are named ${name}`)
    this.#responses[name] = response
    return { $ref: `#/components/responses/${name}` }
  }

  /** Call it when all operations are described. */
  all(): object {
    return {
      securitySchemes: { session: SESSION },
      parameters: PARAMETERS,
      headers: HEADERS,
      responses: this.#responses,
      schemas: this.schemas.all(),
    }
  }
}

const SESSION = {
  type: 'apiKey',
  in: 'header',
  name: 'LV-Session',
  description: 'The `sessionId` that Login returned.',
}

const header = (name: string, description: string, schema: object) => ({
  name,
  in: 'header',
  required: false,
  description,
  schema,
})

const PARAMETERS = {
  [IDEMPOTENCY_KEY]: header(
    IDEMPOTENCY_KEY,
    'A value of your choice that identifies this request. For 24 hours, a second request with the same key and content does nothing ' +
      'and gets the reply of the first. Passwords are not compared: if they differ, the first request’s password counts.',
    { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
  ),
  'If-Match': header('If-Match', 'The `ETag` that a read returned; several with commas between, or `*` for any.', {
    type: 'string',
  }),
  'If-None-Match': header('If-None-Match', 'The `ETag` of the version that the caller has.', { type: 'string' }),
}

const HEADERS = {
  Location: { description: 'The path of the new object.', schema: { type: 'string', format: 'uri-reference' } },
  ETag: { description: 'The version of the object, in quotation marks.', schema: { type: 'string' } },
  'Retry-After': {
    description:
      'The number of seconds after which to try again. Absent where the outcome of a write is unknown: check before you repeat it.',
    schema: { type: 'integer', minimum: 1 },
  },
  'WWW-Authenticate': { description: 'The header that a session is named in.', schema: { const: 'LV-Session' } },
  'x-request-id': { description: 'The id under which the server logged the failure.', schema: { type: 'string' } },
}
