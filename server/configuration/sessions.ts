import { NOT_FOUND } from '#contract/errors.ts'
import { ApiFailure } from '#server/operations/api-failure.ts'
import { checkCredentials, requireStillRight } from '#server/configuration/credentials.ts'
import type { Dependencies, Part } from '#server/configuration/dependencies.ts'
import { touchList } from '#server/configuration/list-state.ts'
import { setPassword, withNewPassword } from '#server/configuration/password-history.ts'
import { write } from '#server/history/write.ts'
import { recordChanges } from '#server/history/record.ts'
import { endSession, findSession, openSession } from '#server/configuration/session-store.ts'

/** The session methods: login, validate, log out, change password. */
export function sessions({ db, clock }: Dependencies): Part<'login' | 'validateSession' | 'logout' | 'changePassword'> {
  return {
    async login(context, { body }) {
      const now = clock()
      const account = await checkCredentials(db, context, body, now)
      const sessionId = await write(db, context, async (trx) => {
        await requireStillRight(trx, account)
        if ('agent' in account.owner)
          await trx
            .updateTable('agent')
            .set({ last_login: now, last_login_ip: context.address })
            .where('id', '=', account.id)
            .execute()
        return openSession(trx, context, account, now)
      })
      context.note({ event: 'signed-in', client: account.client, account: account.name })
      return { sessionId, userId: account.id, clientId: account.client }
    },

    async validateSession(_context, { params }) {
      if (!(await findSession(db, params.sessionId, clock()))) throw noSession()
    },

    async logout(_context, { params }) {
      if (!(await endSession(db, params.sessionId))) throw noSession()
    },

    async changePassword(context, { body }) {
      const account = await checkCredentials(db, context, body, clock())
      const { id, client, owner, name } = account
      await withNewPassword(db, account, { field: 'newPassword', password: body.newPassword }, (password) =>
        write(db, context, async (trx) => {
          const now = clock()
          await requireStillRight(trx, account)
          await setPassword(trx, account, password, now)
          const whose = { id, name }
          await recordChanges(trx, { context, client, now }, [
            'user' in owner
              ? { kind: 'user-password-set', user: whose, by: name }
              : { kind: 'agent-password-set', agent: whose, by: name },
          ])
          if ('user' in owner) return
          await touchList(trx, { client, list: 'agents', now })
        }),
      )
      context.note({ event: 'password-set', client, account: name })
    },
  }
}

// The id itself is a secret and stays out of the sentence.
const noSession = () => new ApiFailure(404, NOT_FOUND, 'Session not found [it ended, or never was]')
