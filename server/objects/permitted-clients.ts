import type { Database } from '#server/database/tables.ts'
import { forbidden, missing } from '#server/operations/api-failure.ts'
import { mayActIn, type Identity } from '#server/operations/context.ts'

/** The client that a request is about: the one it names, else the session's own. Throws 403 where the caller is not permitted. */
export async function requireClient(db: Database, identity: Identity, named: number | undefined): Promise<number> {
  if (named === undefined || named === identity.clientId) return identity.clientId
  if (!mayActIn(identity, named)) throw forbidden(`Permission denied [client ${named}]`)
  const client = await db.selectFrom('client').select('id').where('id', '=', named).executeTakeFirst()
  if (!client) throw missing('Client', named)
  return named
}
