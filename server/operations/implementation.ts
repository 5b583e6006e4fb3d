import * as z from 'zod/mini'
import { refusal } from '#contract/access.ts'
import { describeIssues } from '#contract/errors.ts'
import type { Arguments, Checked, Operation, Operations, Reply } from '#contract/operation.ts'
import { forbidden, invalid, unauthenticated } from '#server/operations/api-failure.ts'
import type { Context, Identity } from '#server/operations/context.ts'

// Supplies the messages that the contract leaves to Zod, so that a browser need not load Zod's.
z.config(z.locales.en())

type WithIdentity<O extends Operation, C extends Context> = O['access'] extends 'public'
  ? C
  : C & { identity: NonNullable<C['identity']> }

/** Does an operation's work, for a caller who may and with input that its schemas accept. */
export type Handler<O extends Operation, C extends Context> = (
  context: WithIdentity<O, C>,
  input: Checked<O>,
) => Promise<Reply<O>>

export type Handlers<Api extends Operations, C extends Context> = { [Name in keyof Api]: Handler<Api[Name], C> }

/** The way into an operation: authorizes every caller, over HTTP or in process, and checks their input. */
export type Implementation<Api extends Operations, C extends Context> = {
  [Name in keyof Api]: (context: C, args: Arguments<Api[Name]>) => Promise<Reply<Api[Name]>>
}

const PARTS = ['params', 'query', 'body'] as const

/** Throws an `ApiFailure`: 401 without a session, 403 without the permission. */
export function authorize(operation: Operation, identity: Identity | undefined): void {
  if (operation.access === 'public') return
  if (!identity) throw unauthenticated({ reason: 'noSession' })
  const reason = refusal(operation.access, identity)
  if (reason) throw forbidden(reason)
}

/** The parts of a request as the operation's schemas want them. Throws an `ApiFailure` (400, code 202) that names all that is wrong. */
function check(operation: Operation, args: Partial<Record<(typeof PARTS)[number], unknown>>) {
  const checked: typeof args = {}
  const issues: z.core.$ZodIssue[] = []
  const optional = new Set<string>()
  for (const part of PARTS) {
    const schema = operation[part]
    if (!schema) continue
    const result = schema.safeParse(args[part] ?? {})
    if (result.success) checked[part] = result.data
    else {
      issues.push(...result.error.issues)
      for (const field of optionalIn(schema)) optional.add(field)
    }
  }
  if (issues.length) throw invalid(...describeIssues(issues, optional))
  return checked
}

const optionalIn = (schema: z.ZodMiniType) =>
  schema instanceof z.ZodMiniObject
    ? Object.entries(schema.shape).flatMap(([field, member]) => (member instanceof z.ZodMiniOptional ? [field] : []))
    : []

export function implement<Api extends Operations, C extends Context>(
  api: Api,
  handlers: Handlers<Api, C>,
): Implementation<Api, C> {
  const entries = Object.entries(api).map(([name, operation]) => {
    // After `authorize` and `check`, context and input have the handler's types; the compiler cannot follow that.
    const handle = handlers[name] as (context: C, input: unknown) => Promise<unknown>
    return [
      name,
      async (context: C, args: object) => {
        authorize(operation, context.identity)
        return handle(context, check(operation, args))
      },
    ]
  })
  // Made from the same table, name by name.
  return Object.fromEntries(entries) as Implementation<Api, C>
}
