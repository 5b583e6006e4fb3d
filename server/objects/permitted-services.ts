import { giveRefusal } from '#contract/access.ts'
import { notFound } from '#contract/errors.ts'
import type { Database } from '#server/database/tables.ts'
import { forbidden, invalid } from '#server/operations/api-failure.ts'
import type { Identity } from '#server/operations/context.ts'

/** Throws 403 for a service that the caller may not give or take (Create Agent, `assignedService`: "for which they have permission"). */
export function requirePermission({ services }: Identity, asked: readonly number[] | 'all'): void {
  const reason = giveRefusal(services, asked)
  if (reason) throw forbidden(reason)
}

/** Returns the services asked for, each once, ACD or not. Throws 400 unless every one is the client's. */
export async function requireKnownServices(db: Database, client: number, asked: readonly number[]) {
  const ids = new Set(asked)
  if (!ids.size) return []
  const services = await db
    .selectFrom('service')
    .select(['id', 'name', 'acd_feature_code'])
    .where('client_id', '=', client)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .execute()
  requireAll('Service', ids, services)
  return services
}

/** Throws 400 for an id that was not found. */
export function requireAll(
  object: 'Service' | 'Agent skill',
  ids: ReadonlySet<number>,
  found: readonly { id: number }[],
): void {
  const known = new Set(found.map(({ id }) => id))
  const unknown = [...ids].find((id) => !known.has(id))
  if (unknown !== undefined) throw invalid(notFound(object, unknown))
}
