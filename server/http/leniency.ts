import * as z from 'zod/v4/core'

type Read = (value: unknown) => unknown

/**
 * Existing clients send ids and booleans as strings in JSON bodies (`"id":"17885"`, `"agent":"false"`), and a query string
 * carries nothing but strings. Returns a function that turns those strings into the types of the schema and drops nulls and unknown
 * members. Anything ambiguous stays as it is, for the schema to refuse. The function reads no more of a value than the schema can
 * accept.
 */
export function lenient(schema: z.$ZodType): Read {
  if (schema instanceof z.$ZodOptional) return lenient(schema._zod.def.innerType)
  if (schema instanceof z.$ZodPipe) return lenient(schema._zod.def.in)
  if (schema instanceof z.$ZodNumber) return readNumber
  if (schema instanceof z.$ZodBoolean) return readBoolean
  if (schema instanceof z.$ZodArray) {
    const readItem = lenient(schema._zod.def.element)
    const { maximum } = schema._zod.bag
    // One entry too many is enough for the schema to refuse the array.
    const most = typeof maximum === 'number' ? maximum + 1 : Infinity
    return (value) => (Array.isArray(value) ? value.slice(0, most).map((item) => readItem(item)) : value)
  }
  if (schema instanceof z.$ZodObject) return lenientObject(schema._zod.def.shape)
  return asItIs
}

/** Empty on the first page, where it means something (contract/common.ts). */
const MAY_BE_EMPTY = 'after'

/**
 * The same for a query string: a list of one entry reads as a text, and an empty optional parameter (`client=`) counts as not
 * given.
 */
export function lenientQuery(schema: z.$ZodObject): Read {
  const { shape } = schema._zod.def
  const read = lenient(schema)
  const lists = keysOfLists(shape)
  const droppable = Object.keys(shape).filter((key) => key !== MAY_BE_EMPTY && shape[key] instanceof z.$ZodOptional)
  return (value) => {
    if (!isRecord(value)) return read(value)
    const given = { ...value }
    for (const key of droppable) if (given[key] === '') delete given[key]
    for (const key of lists) if (typeof given[key] === 'string') given[key] = [given[key]]
    return read(given)
  }
}

const keysOfLists = (shape: z.$ZodShape) =>
  Object.entries(shape).flatMap(([key, schema]) => (isList(schema) ? [key] : []))

const isList = (schema: z.$ZodType): boolean =>
  schema instanceof z.$ZodOptional ? isList(schema._zod.def.innerType) : schema instanceof z.$ZodArray

const asItIs: Read = (value) => value
// Far more digits than any number has, so that one of them is refused as too large.
const readNumber: Read = (value) => (typeof value === 'string' && /^-?\d{1,99}$/.test(value) ? Number(value) : value)
const readBoolean: Read = (value) => (value === 'true' ? true : value === 'false' ? false : value)

function lenientObject(shape: z.$ZodShape): Read {
  const members = Object.entries(shape).map(([key, schema]) => ({ key, read: lenient(schema) }))
  return (value) => {
    if (!isRecord(value)) return value
    const result: Record<string, unknown> = {}
    for (const { key, read } of members)
      if (Object.hasOwn(value, key) && value[key] !== null) result[key] = read(value[key])
    return result
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const VERSIONED = /^(\/+(?:configuration|session))\/+v\d+(?:\.\d+)?(?=\/)/i

/** A version may follow the category (`/configuration/v6.0/agents`); it selects nothing here. */
export const withoutVersion = (url: string) => url.replace(VERSIONED, '$1')
