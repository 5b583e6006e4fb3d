import * as z from 'zod/v4/core'

/**
 * Existing clients send ids and booleans as strings in JSON bodies (`"id":"17885"`, `"agent":"false"`), and a query string
 * carries nothing but strings. Turns those strings into what the schema wants and drops nulls; whatever is not plainly
 * meant stays as it is, for the schema to refuse.
 */
export function lenient(schema: z.$ZodType, value: unknown): unknown {
  if (schema instanceof z.$ZodOptional) return lenient(schema._zod.def.innerType, value)
  if (schema instanceof z.$ZodPipe) return lenient(schema._zod.def.in, value)
  if (schema instanceof z.$ZodNumber)
    return typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value
  if (schema instanceof z.$ZodBoolean) return value === 'true' ? true : value === 'false' ? false : value
  if (schema instanceof z.$ZodArray && Array.isArray(value))
    return value.map((item) => lenient(schema._zod.def.element, item))
  if (schema instanceof z.$ZodObject && isRecord(value)) return lenientObject(schema._zod.def.shape, value)
  return value
}

function lenientObject(shape: z.$ZodShape, value: Record<string, unknown>) {
  const given = Object.entries(value).filter(([, member]) => member !== null)
  return Object.fromEntries(
    given.map(([key, member]) => {
      const schema = Object.hasOwn(shape, key) ? shape[key] : undefined
      return [key, schema ? lenient(schema, member) : member]
    }),
  )
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const VERSIONED = /^(\/+(?:configuration|session))\/+v\d+(?:\.\d+)?(?=\/)/i

/** A version may follow the category (`/configuration/v6.0/agents`); it selects nothing here. */
export const withoutVersion = (url: string) => url.replace(VERSIONED, '$1')
