import { ownAccountOperations, type OwnAccountApi } from '#contract/own-account.ts'
import type { Accounts } from '#server/accounts/accounts.ts'
import type { DashboardContext } from '#server/dashboard/context.ts'
import { implement, type Implementation } from '#server/operations/implementation.ts'

/** The operations on one's own account, in a browser: its cookie holds the session. */
export function createOwnAccount({ own }: Accounts): Implementation<OwnAccountApi, DashboardContext> {
  return implement<OwnAccountApi, DashboardContext>(ownAccountOperations, {
    async changeOwnPassword(context, { body }) {
      context.cookie.set(await own.changePassword(context, body))
    },

    listOwnSessions: async (context) => ({ session: await own.sessions(context) }),

    endOwnSession: (context, { params }) => own.endSession(context, params.id),

    endOtherSessions: (context) => own.endOtherSessions(context),
  })
}
