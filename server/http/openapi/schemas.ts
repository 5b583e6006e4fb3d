import * as z from 'zod'
import type { FieldDocs, SchemaDocs } from '#contract/docs.ts'

type JsonSchema = z.core.JSONSchema.BaseSchema

const PATH = '#/components/schemas/'

/** The schemas that a document names: the contract's, with the words and rules of its documentation. */
export class NamedSchemas {
  readonly #names = z.registry<{ id: string }>()
  readonly #docs: Readonly<Record<string, SchemaDocs>>

  constructor(docs: Readonly<Record<string, SchemaDocs>>) {
    this.#docs = docs
    for (const [id, { schema }] of Object.entries(docs)) this.#names.add(schema, { id })
  }

  /** The document's components. */
  all(): Record<string, JsonSchema> {
    const { schemas } = z.toJSONSchema(this.#names, { target: 'draft-2020-12', io: 'input', uri: (id) => PATH + id })
    return Object.fromEntries(
      Object.entries(this.#docs).map(([name, docs]) => [name, withDocs(tidied(schemas[name] ?? {}), docs)]),
    )
  }

  /** Returns a reference where the schema has a name, else the schema. */
  refTo(schema: z.core.$ZodType): JsonSchema {
    const name = this.#names.get(schema)?.id
    if (name !== undefined) return { $ref: PATH + name }
    return tidied(z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' }))
  }
}

/** Adds the documentation of a field. */
function withFieldDocs(schema: JsonSchema, { text, example, orNull, rules }: FieldDocs): JsonSchema {
  return {
    ...(orNull ? schema : withoutNull(schema)),
    ...rules,
    description: text,
    ...(example !== undefined && { examples: [example] }),
  }
}

function withDocs(schema: JsonSchema, { text, fields = {}, rules }: SchemaDocs): JsonSchema {
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const docs = fields[name]
    // Zod writes no boolean schemas.
    return [name, docs ? withFieldDocs(property as JsonSchema, docs) : property]
  })
  const always = Object.keys(fields).filter((name) => fields[name]?.always)
  const required = [...(schema.required ?? []), ...always]
  return {
    ...schema,
    description: text,
    ...(properties.length > 0 && { properties: Object.fromEntries(properties) as JsonSchema['properties'] }),
    ...(required.length > 0 && { required }),
    ...rules,
  }
}

/** A schema lets clients cope with null where another server may send it. */
function withoutNull(schema: JsonSchema): JsonSchema {
  const { type, anyOf, ...rest } = schema
  if (Array.isArray(type)) return { ...rest, type: type.find((each) => each !== 'null') }
  const [other] = anyOf?.filter((each) => each.type !== 'null') ?? []
  return other === undefined ? schema : { ...rest, ...other }
}

const OF_ZOD = ['$schema', '$id', '~standard']

/** Drops the keywords that hold for every number in JSON, and the defaults that a client fills in. */
function tidied(value: JsonSchema): JsonSchema {
  const entries = Object.entries(value).flatMap(([key, member]: [string, unknown]) => {
    const isNoise = OF_ZOD.includes(key) || key === 'default' || Math.abs(Number(member)) === Number.MAX_SAFE_INTEGER
    return isNoise ? [] : [[key, tidiedMember(member)]]
  })
  const schema = Object.fromEntries(entries) as JsonSchema
  // Ids and dates outgrow 32 bits, the default of generators.
  return schema.type === 'integer' ? { ...schema, format: 'int64' } : schema
}

function tidiedMember(member: unknown): unknown {
  if (Array.isArray(member)) return member.map(tidiedMember)
  // Every object in a schema is a schema, or is made of schemas.
  return typeof member === 'object' && member !== null ? tidied(member as JsonSchema) : member
}
