import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { wordsOf, type AgentStatus, type CheckedQuestion, type LastLoginFilter } from '#contract/agent-question.ts'
import { fold, foldAccents } from '#contract/fold.ts'
import { digitsOf } from '#server/database/agent-texts.ts'
import { containing } from '#server/objects/like.ts'

export type Condition = RawBuilder<SqlBool>

const DAY = 24 * 60 * 60 * 1000

/** A phone number as people write it; three digits or more are searched for as one run. */
const PHONE = /^[\d\s+()./-]+$/
const DIGITS_OF_A_RUN = 3

/** A text that could begin an IP address. */
const IP = /^[\da-f]*[.:\d][\da-f.:]*$/i

/** The digits of a text that is written as a phone number; undefined for any other. */
export function runOf(text: string): string | undefined {
  const digits = digitsOf(text)
  return PHONE.test(text) && digits.length >= DIGITS_OF_A_RUN ? digits : undefined
}

export const mayBeginIp = (word: string): boolean => IP.test(word)

/** The shortest stored number that may end a run: shorter ones are extensions, which end many. */
const DIGITS_OF_A_NUMBER = 5

/** Returns the numbers that a run of digits ends with, so that a country code does no harm. */
export const endsOf = (run: string): string[] =>
  Array.from({ length: Math.max(0, run.length - DIGITS_OF_A_NUMBER + 1) }, (_, i) => run.slice(i))

/** Returns the conditions of a question on a row of `agent`, without that of the client. `now`: milliseconds. */
export function conditionsOf(question: CheckedQuestion, now: number): Condition[] {
  const { status, skill = [], service = [], callCenter = [], lastLogin, homeAgent } = question
  return [
    ...textConditions(question),
    ...(status ? [anyOf(status.map(hasStatus))] : []),
    ...skill.map(({ id, levels }) => holds(id, levels)),
    ...service.map((ids) => isAssigned(sql`service_id in (${sql.join(ids)})`)),
    ...callCenter.map((ids) =>
      isAssigned(sql`service_id in (select id from service where call_center_id in (${sql.join(ids)}))`),
    ),
    ...(lastLogin ? [signedIn(lastLogin, now)] : []),
    ...(homeAgent === undefined ? [] : [sql<SqlBool>`agent.home_agent = ${Number(homeAgent)}`]),
  ]
}

function textConditions({ q, by }: CheckedQuestion): Condition[] {
  if (!q) return []
  if (by === 'login') return [contains('login_fold', fold(q))]
  if (by === 'name') return [contains('last_name_fold', fold(q))]
  if (by === 'phone') {
    const digits = digitsOf(q)
    return [digits ? sql<SqlBool>`agent.phone_digits = ${digits}` : nobody]
  }
  const words = wordsOf(q).map(hasWord)
  const run = runOf(q)
  return run === undefined ? words : [anyOf([allOf(words), hasRun(run)])]
}

/** In the login ID, in a name, in the phone number, or at the beginning of the last IP address. */
function hasWord(word: string): Condition {
  const run = runOf(word)
  return anyOf([
    contains('plain', foldAccents(word)),
    ...(run === undefined ? [] : [contains('phone_digits', run)]),
    ...(mayBeginIp(word) ? [beginsIp(word)] : []),
  ])
}

/** Inside the stored digits, or the stored digits end it. */
const hasRun = (run: string): Condition =>
  anyOf([
    contains('phone_digits', run),
    ...(endsOf(run).length ? [sql<SqlBool>`agent.phone_digits in (${sql.join(endsOf(run))})`] : []),
  ])

const contains = (column: 'login_fold' | 'last_name_fold' | 'plain' | 'phone_digits', text: string): Condition =>
  sql<SqlBool>`${sql.ref(`agent.${column}`)} like ${containing(text)} escape '\\'`

/** The last address with a prefix, compared by code point, as both engines do. */
const AFTER_ALL = '\u{10ffff}'

export const beginsIp = (word: string): Condition => {
  const start = word.toLowerCase()
  return sql<SqlBool>`(agent.last_login_ip >= ${start} and agent.last_login_ip < ${start + AFTER_ALL})`
}

function hasStatus(status: AgentStatus): Condition {
  switch (status) {
    case 'active':
      return sql<SqlBool>`(agent.active = 1 and agent.locked_at is null)`
    case 'inactive':
      return sql<SqlBool>`agent.active = 0`
    case 'locked':
      return sql<SqlBool>`agent.locked_at is not null`
  }
}

const holds = (skill: number, levels: readonly number[] | undefined): Condition => sql<SqlBool>`exists (
  select 1 from agent_skill_assignment as held
  where held.client_id = agent.client_id and held.agent_id = agent.id and held.agent_skill_id = ${skill}
    ${levels ? sql`and held.proficiency in (${sql.join(levels)})` : sql``})`

const isAssigned = (which: RawBuilder<unknown>): Condition => sql<SqlBool>`exists (
  select 1 from agent_service as given
  where given.client_id = agent.client_id and given.agent_id = agent.id and given.${which})`

function signedIn(filter: LastLoginFilter, now: number): Condition {
  if (filter.kind === 'never') return sql<SqlBool>`coalesce(agent.last_login, 0) = 0`
  const then = now - filter.days * DAY
  return filter.kind === 'within'
    ? sql<SqlBool>`coalesce(agent.last_login, 0) >= ${then}`
    : sql<SqlBool>`coalesce(agent.last_login, 0) < ${then}`
}

const nobody = sql<SqlBool>`1 = 0`

const allOf = (conditions: readonly Condition[]): Condition => sql<SqlBool>`(${sql.join(conditions, sql` and `)})`

const anyOf = (conditions: readonly Condition[]): Condition => sql<SqlBool>`(${sql.join(conditions, sql` or `)})`
