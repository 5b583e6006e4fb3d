import type { AccessRefusal } from '#contract/access.ts'
import type { RefusalFor } from '#contract/refusals.ts'

/** The words for refusals that a page can foresee. */
export const accessWords: { [Why in AccessRefusal['reason']]: (refusal: RefusalFor<Why>) => string } = {
  noPower: ({ power }) => `You need the “${power}” permission. Ask a superuser.`,
  notForRole: ({ role }) => `This isn’t available to the role ${role}.`,
  notOwnService: ({ id }) => `You can’t assign service ${id}.`,
  notAllServices: () => 'You can’t assign all services.',
  outOfReach: () => 'This user can assign services that you can’t.',
}

/** Returns why the user may not do something; undefined if they may. */
export const whyNot = (refusal: AccessRefusal | undefined): string | undefined => {
  if (!refusal) return undefined
  // The reason chooses the words that take its own parts; the compiler cannot follow that.
  const say = accessWords[refusal.reason] as (refusal: AccessRefusal) => string
  return say(refusal)
}
