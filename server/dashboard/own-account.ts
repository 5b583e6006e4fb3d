import { ownAccountOperations, type OwnAccountApi } from '#contract/own-account.ts'
import type { Configuration } from '#server/configuration/configuration.ts'
import type { DashboardContext } from '#server/dashboard/dashboard.ts'
import { implement, type Implementation } from '#server/operations/implementation.ts'

/** What users do with their own account, in a browser: its cookie holds the session. */
export function createOwnAccount({ ownAccount }: Configuration): Implementation<OwnAccountApi, DashboardContext> {
  return implement<OwnAccountApi, DashboardContext>(ownAccountOperations, {
    async changeOwnPassword(context, { body }) {
      context.cookie.set(await ownAccount.changePassword(context, body))
    },

    listOwnSessions: async (context) => ({ session: await ownAccount.sessions(context) }),

    endOwnSession: (context, { params }) => ownAccount.endSession(context, params.id),

    endOtherSessions: (context) => ownAccount.endOtherSessions(context),
  })
}
