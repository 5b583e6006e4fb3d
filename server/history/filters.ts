import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { refusal, USER_ADMINISTRATORS } from '#contract/access.ts'
import { personIn, type ChangeQuery } from '#contract/history.ts'
import type { Tables } from '#server/database/tables.ts'
import type { Identity } from '#server/operations/context.ts'

type Builder = ExpressionBuilder<Tables, 'change'>

/** The conditions of a query on the change itself, without those on its time. */
export type Filters = Pick<ChangeQuery, 'agent' | 'agentSkill' | 'service' | 'user' | 'by' | 'kind'>

/** Whether a change fits all filters that are given. */
export const fits = (eb: Builder, filters: Filters): Expression<SqlBool> =>
  eb.and(
    [
      filters.agent !== undefined && eb('change.agent_id', '=', filters.agent),
      filters.agentSkill !== undefined && eb('change.agent_skill_id', '=', filters.agentSkill),
      filters.service !== undefined && eb('change.service_id', '=', filters.service),
      filters.user !== undefined && eb('change.user_id', '=', filters.user),
      filters.by !== undefined && isBy(eb, filters.by),
      filters.kind !== undefined && eb('change.kind', '=', filters.kind),
    ].filter((filter) => filter !== false),
  )

function isBy(eb: Builder, by: string): Expression<SqlBool> {
  const person = personIn(by)
  if (!person) return eb('change.by_name', '=', by)
  const id = person.kind === 'system' ? null : person.id
  return eb.and([eb('change.by_kind', '=', person.kind), eb('change.by_id', id === null ? 'is' : '=', id)])
}

/** A user's changes are visible to those who administer them, and to themselves. A Superuser administers all but the Sysadmins. */
export function isVisible(eb: Builder, reader: Identity): Expression<SqlBool> {
  if (reader.role === 'Sysadmin') return eb.lit(true)
  const isOfNoUser = eb('change.user_id', 'is', null)
  if (refusal(USER_ADMINISTRATORS, reader))
    return eb.or([isOfNoUser, reader.kind === 'user' ? eb('change.user_id', '=', reader.id) : eb.lit(false)])
  const sysadmins = eb.selectFrom('user_account').select('user_account.id').where('user_account.role', '=', 'Sysadmin')
  return eb.or([isOfNoUser, eb('change.user_id', 'not in', sysadmins)])
}
