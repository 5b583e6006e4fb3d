import { invalidField } from '#contract/errors.ts'
import { storedLoginId } from '#contract/stored-text.ts'
import { invalid } from '#server/operations/api-failure.ts'

/**
 * Throws 400 for an update to another login ID or client: clients send back the values that they read, and no update changes
 * those.
 */
export function requireUnchanged(
  row: { client_id: number; login_id?: string },
  { clientId, loginId }: { clientId?: number | undefined; loginId?: string | undefined },
): void {
  const faults = [
    ...(loginId === undefined || isLoginId(loginId, row.login_id)
      ? []
      : [invalidField('loginId', `cannot be changed: it is ${row.login_id}`)]),
    ...(clientId === undefined || clientId === row.client_id
      ? []
      : [invalidField('clientId', `cannot be changed: it is ${row.client_id}`)]),
  ]
  if (faults.length) throw invalid(...faults)
}

/** An older one may be stored in another form than it would be now. */
const isLoginId = (said: string, stored = '') => said === stored || storedLoginId(said) === storedLoginId(stored)
