import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { AgentSort, CheckedQuestion } from '#contract/agent-question.ts'
import { invalidField } from '#contract/errors.ts'
import { invalid } from '#server/operations/api-failure.ts'
import { notFromNext } from '#server/operations/pages.ts'

/** The order of a list: by a value of a row of `agent` (or, for a level, of `held`), then by login ID. */
export interface Order {
  by: AgentSort
  /** Undefined where the login ID is all. */
  value: RawBuilder<unknown> | undefined
  /** In the table whose index has this order. */
  loginId: RawBuilder<unknown>
  descending: boolean
}

const VALUES: Record<Exclude<AgentSort, 'loginId'>, RawBuilder<unknown>> = {
  name: sql`agent.sort_name`,
  phone: sql`agent.phone_digits`,
  /** Locked, then inactive, then active. */
  status: sql`case when agent.locked_at is not null then 0 when agent.active = 0 then 1 else 2 end`,
  /** Never is longest ago. */
  lastLogin: sql`coalesce(agent.last_login, 0)`,
  lockedSince: sql`coalesce(agent.locked_at, 0)`,
  homeAgent: sql`agent.home_agent`,
  level: sql`held.proficiency`,
}

/** Throws 400 for an order by level without a skill. */
export function orderOf({ sort = { by: 'loginId', descending: false }, skill }: CheckedQuestion): Order {
  if (sort.by === 'level' && !skill?.length) throw invalid(invalidField('sort', 'must not be level without a skill'))
  return {
    ...sort,
    value: sort.by === 'loginId' ? undefined : VALUES[sort.by],
    loginId: sort.by === 'level' ? sql`held.login_id` : sql`agent.login_id`,
  }
}

/** The place of a row in an order. */
export type Key = readonly [value: string | number | null, loginId: string]

export const orderBy = ({ value, loginId, descending }: Order): RawBuilder<unknown> => {
  const direction = descending ? sql`desc` : sql`asc`
  return value ? sql`${value} ${direction}, ${loginId} ${direction}` : sql`${loginId} ${direction}`
}

/** Whether a row comes after a place. */
export function isBehind({ value, loginId, descending }: Order, [key, last]: Key): RawBuilder<SqlBool> {
  const beyond = descending ? sql`<` : sql`>`
  return value
    ? sql<SqlBool>`(${value}, ${loginId}) ${beyond} (${key}, ${last})`
    : sql<SqlBool>`${loginId} ${beyond} ${last}`
}

/** `next`, as it stands in a URL. */
export const writeKey = (key: Key): string => JSON.stringify(key)

/** Throws 400 for what `next` never was. */
export function readKey(text: string, { value, by }: Order): Key {
  const key = parse(text)
  if (!Array.isArray(key) || key.length !== 2) throw notFromNext()
  // Of any type yet.
  const [first, loginId] = key as [unknown, unknown]
  const isText = by === 'name' || by === 'phone'
  const fits = value === undefined ? first === null : isText ? isStorable(first) : Number.isSafeInteger(first)
  if (!fits || !isStorable(loginId)) throw notFromNext()
  return [first as Key[0], loginId]
}

const isStorable = (value: unknown): value is string =>
  typeof value === 'string' && value.isWellFormed() && !value.includes('\0')

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
