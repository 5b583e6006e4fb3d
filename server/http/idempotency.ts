import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { IDEMPOTENCY_KEY } from '#contract/operation.ts'
import { invalid } from '#server/operations/api-failure.ts'
import type { Once } from '#server/operations/context.ts'

const PRINTABLE = /^[\x21-\x7e]{1,255}$/

/** Returns the request to be done once; undefined without a key. Throws 400 for a malformed key. */
export function onceOf(
  { headers }: FastifyRequest,
  { name, args, at }: { name: string; args: object; at: number },
): Once | undefined {
  const key = headers[IDEMPOTENCY_KEY.toLowerCase()]
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !PRINTABLE.test(key)) throw invalid({ reason: 'invalidIdempotencyKey' })
  // A quick hash must not tell of a password.
  const content = JSON.stringify({ name, args }, (field, value: unknown) => (field === 'password' ? undefined : value))
  return { key, request: createHash('sha256').update(content).digest('base64url'), at }
}
