import { invalidField } from '#contract/errors.ts'
import type { Database } from '#server/database/tables.ts'
import { forbidden, invalid, missing } from '#server/operations/api-failure.ts'
import { mayActIn, type Identity } from '#server/operations/context.ts'

/** The client that a request is about: the one it names, else the session's own. Throws 403 where the caller is not permitted. */
export async function requireClient(db: Database, identity: Identity, named: number | undefined): Promise<number> {
  if (named === undefined || named === identity.clientId) return identity.clientId
  if (!mayActIn(identity, named)) throw forbidden({ reason: 'otherClient', id: String(named) })
  const client = await db.selectFrom('client').select('id').where('id', '=', named).executeTakeFirst()
  if (!client) throw missing('Client', named)
  return named
}

/** The client that a request names in its query, in its body, or in both. Throws 400 for two. */
export function oneClient(inQuery: number | undefined, inBody: number | undefined): number | undefined {
  if (inQuery !== undefined && inBody !== undefined && inQuery !== inBody)
    throw invalid(invalidField('clientId', `must be that of the query: ${inQuery}`))
  return inQuery ?? inBody
}
