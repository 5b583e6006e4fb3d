import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '#server/operations/context.ts'

/** Writes the version of the object into the reply. */
export const tagOf = (version: string) => `"${version}"`

/** `"a", W/"b"`. A proxy that compresses makes tags weak, so weak ones count as well. */
const TAG = /(?:W\/)?("[^"]*")/g

const isNamed = (header: string, version: string) =>
  header.trim() === '*' || Array.from(header.matchAll(TAG), ([, tag]) => tag).includes(tagOf(version))

/** Tells which versions of an object a write may change, by `If-Match` and `If-None-Match`; undefined where any will do. */
export function expectationOf({ headers }: FastifyRequest): Context['expects'] {
  const { 'if-match': wanted, 'if-none-match': unwanted } = headers
  if (wanted === undefined && unwanted === undefined) return undefined
  return (version) =>
    (wanted === undefined || isNamed(wanted, version)) && (unwanted === undefined || !isNamed(unwanted, version))
}

/** Tells whether the caller has this version already: then the reply says only that. */
export function isKnown({ headers }: FastifyRequest, reply: FastifyReply): boolean {
  const known = headers['if-none-match']
  const tag = reply.getHeader('etag')
  return known !== undefined && typeof tag === 'string' && isNamed(known, tag.slice(1, -1))
}
