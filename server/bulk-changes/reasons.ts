import type { ApiFailure } from '#server/operations/api-failure.ts'

const DELETED: Readonly<Record<string, string>> = {
  Agent: 'The agent was deleted',
  'Agent skill': 'The skill was deleted',
  Service: 'The service was deleted',
}

/** Says why the platform refused an item, as its page shows it. */
export function reasonOf({ status, message, refusals: [refusal] }: ApiFailure): string {
  if (refusal?.reason === 'notOwnService') return 'You are not permitted this service'
  if (refusal?.reason === 'noAcd') return 'This service has no ACD, so no agent can have it'
  if (status === 403) return 'You may no longer change agents'
  return (refusal?.reason === 'notFound' ? DELETED[refusal.object] : undefined) ?? message
}
