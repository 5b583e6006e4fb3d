import { ADD_SERVICE_REFUSED, noServicePermission, notFound } from '#contract/errors.ts'
import type { ApiFailure } from '#server/operations/api-failure.ts'

/** Says why the platform refused an item, as its page shows it. */
export function reasonOf({ status, message }: ApiFailure, agent: number, object: number | null): string {
  if (message === noServicePermission(object ?? 0)) return 'You are not permitted this service'
  if (message === ADD_SERVICE_REFUSED) return 'This service has no ACD, so no agent can have it'
  if (message === notFound('Agent', agent)) return 'The agent was deleted'
  if (message === notFound('Agent skill', object ?? 0)) return 'The skill was deleted'
  if (message === notFound('Service', object ?? 0)) return 'The service was deleted'
  if (status === 403) return 'You may no longer change agents'
  return message
}
