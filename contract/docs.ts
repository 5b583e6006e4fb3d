import type * as z from 'zod/mini'
import type { Operation, Operations } from '#contract/operation.ts'

/**
 * The part of the OpenAPI document beyond the schemas: words, examples, and rules that a schema states as code. It stands in `*.docs.ts`
 * beside the schemas, typed by their keys, and not in the schemas, where a browser would have to load it.
 */
export interface FieldDocs {
  text: string
  example?: unknown
  /** The server sends it in every reply; the schema alone lets a client cope without it. */
  always?: true
  /** The server sends null as well; without this, the schema alone lets a client cope with null. */
  orNull?: true
  /** JSON Schema's keywords for rules that the schema checks by code. */
  rules?: object
}

type FieldsOf<Schema extends z.ZodMiniObject> = { [Field in keyof Schema['shape']]: FieldDocs }

/** A schema that the document names. */
export interface SchemaDocs {
  schema: z.ZodMiniType
  text: string
  fields?: Readonly<Record<string, FieldDocs>>
  rules?: object
}

/** Describes an object, field by field: a missing or an unknown one does not compile. */
export const docsOf = <Schema extends z.ZodMiniObject>(
  schema: Schema,
  docs: { text: string; fields: FieldsOf<Schema>; rules?: object },
): SchemaDocs => ({ schema, ...docs })

export const TAGS = {
  Sessions: 'Sign in and out, and change a password.',
  Agents: 'The people who take calls, and their settings.',
  Assignments: 'The services and the skills of an agent, one at a time.',
  'Agent skills':
    'The skills that calls are routed by. An agent has a level from 1 (the strongest) to 5 at each skill they hold.',
  Names: 'The names behind the ids in the other methods: call centers, services and clients.',
} as const

/** The sender of an example: a user of each of these roles, or an agent. */
type ExampleUser = 'sysadmin' | 'manager' | 'teamlead' | 'agent'

/** A request, and the reply of a server with the documented data. */
export interface Example {
  summary: string
  /** A Sysadmin unless it says otherwise; null without a session. */
  as?: ExampleUser | null
  params?: Readonly<Record<string, number | string>>
  query?: Readonly<Record<string, number | string>>
  headers?: Readonly<Record<string, string>>
  body?: object
  status: number
  reply?: unknown
}

type Described<Schema> = Schema extends z.ZodMiniObject ? FieldsOf<Schema> : undefined
type Part<O extends Operation, Name extends 'params' | 'query'> = Name extends keyof O ? Described<O[Name]> : undefined
type PartDocs<O extends Operation, Name extends 'params' | 'query'> =
  Part<O, Name> extends undefined ? { [Key in Name]?: undefined } : { [Key in Name]: Part<O, Name> }

export type OperationDocs<O extends Operation> = {
  tag: keyof typeof TAGS
  text: string
  /** The reply carries an ETag, or the operation heeds If-Match. */
  versions?: 'tells' | 'heeds'
  /** The attempts after too many of which a caller has to wait. */
  limitsRate?: 'refused sign-ins' | 'passwords that were used before'
  examples: Readonly<Record<string, Example>>
} & PartDocs<O, 'params'> &
  PartDocs<O, 'query'>

/** The documentation of a whole table of operations. */
export type DocsOf<Api extends Operations> = { readonly [Name in keyof Api]: OperationDocs<Api[Name]> }
