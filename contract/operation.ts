import type * as z from 'zod/mini'
import type { Access } from '#contract/access.ts'
import type { ErrorShape } from '#contract/errors.ts'

/** A header: a second request with the same key and the same content does nothing and is answered as the first was. */
export const IDEMPOTENCY_KEY = 'Idempotency-Key'

/** The body limit, in bytes, of operations that take a few short texts or nothing. Every public operation is one of them. */
export const SHORT_BODY = 4 * 1024

/** The body limit of all other operations. A thousand services and a thousand skills take 45 kB. */
const LONG_BODY = 128 * 1024

/** One method of an API: everything that a server, a client and a document need to know of it. */
export interface Operation {
  /** The method's name in its documentation. */
  title: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** A POST that changes nothing. */
  reads?: true
  /** Parameters in braces: `/configuration/agents/{id}`. */
  path: `/${string}`
  params?: z.ZodMiniObject
  query?: z.ZodMiniObject
  body?: z.ZodMiniType
  /** In bytes. Most operations leave it to `bodyLimitOf`. */
  bodyLimit?: number
  /** The body of the reply; none with 204. */
  reply?: z.ZodMiniType
  status: 200 | 201 | 204
  access: Access
  /** Whether a request may carry an `IDEMPOTENCY_KEY`: done twice, it would have two effects. */
  takesIdempotencyKey?: true
  /** The shape of its errors where its example in the specification has another than `code`. */
  errorShape?: ErrorShape
}

export type Operations = Record<string, Operation>

type Input<Schema> = Schema extends z.ZodMiniType ? z.input<Schema> : undefined
type Output<Schema> = Schema extends z.ZodMiniType ? z.output<Schema> : undefined
type WithoutUndefined<T> = { [K in keyof T as T[K] extends undefined ? never : K]: T[K] }
type Part<O extends Operation, K extends 'params' | 'query' | 'body'> = K extends keyof O ? O[K] : undefined

/** A caller's arguments: the parts that the operation has. */
export type Arguments<O extends Operation> = WithoutUndefined<{
  params: Input<Part<O, 'params'>>
  query: Input<Part<O, 'query'>>
  body: Input<Part<O, 'body'>>
}>

/** An implementation's arguments: the same, checked. */
export type Checked<O extends Operation> = WithoutUndefined<{
  params: Output<Part<O, 'params'>>
  query: Output<Part<O, 'query'>>
  body: Output<Part<O, 'body'>>
}>

export type Reply<O extends Operation> = O extends { reply: z.ZodMiniType } ? z.output<O['reply']> : void

/** Whether a call changes nothing, so that it may be made again without a thought. */
export const isReading = ({ method, reads }: Operation) => method === 'GET' || reads === true

export const errorShapeOf = ({ errorShape = 'code' }: Operation): ErrorShape => errorShape

/** Returns how many bytes the body of a request may have. */
export const bodyLimitOf = ({ body, bodyLimit = body ? LONG_BODY : SHORT_BODY }: Operation): number => bodyLimit

/** The operation's path with its parameters filled in. */
export function pathOf(operation: Operation, params: Record<string, unknown> = {}): string {
  return operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))
}
