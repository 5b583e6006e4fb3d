import { NOT_FOUND } from '#contract/errors.ts'
import { ApiFailure } from '#server/operations/api-failure.ts'
import { admit, justProven } from '#server/accounts/credentials.ts'
import type { Dependencies } from '#server/database/dependencies.ts'
import type { Part } from '#server/platform/local/part.ts'
import { touchList } from '#server/objects/list-state.ts'
import { countOwnChange } from '#server/accounts/password-guesses.ts'
import { setPassword, withNewPassword } from '#server/accounts/password-history.ts'
import { requireStillRight } from '#server/accounts/still-right.ts'
import { endSession, findSession, openSession } from '#server/accounts/session-store.ts'

/** The session methods: login, validate, log out, change password. */
export function sessions({ db, clock }: Dependencies): Part<'login' | 'validateSession' | 'logout' | 'changePassword'> {
  return {
    async login(context, { body }) {
      const now = clock()
      const { account, sessionId } = await admit(db, context, body, now, async (trx, proven) => {
        if ('agent' in proven.owner)
          await trx
            .updateTable('agent')
            .set({ last_login: now, last_login_ip: context.address })
            .where('id', '=', proven.id)
            .execute()
        return { account: proven, sessionId: await openSession(trx, context, proven, now) }
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
      const account = await admit(db, context, body, clock(), justProven)
      const { id, client, owner, name } = account
      const wanted = { owner: account, field: 'newPassword', password: body.newPassword, now: clock() }
      await withNewPassword(db, context, wanted, async (trx, record, password) => {
        const now = clock()
        await requireStillRight(trx, account)
        await countOwnChange(trx, owner, now)
        if (password) await setPassword(trx, account, password, now)
        const whose = { id, name }
        await record({ client, now }, [
          'user' in owner
            ? { kind: 'user-password-set', user: whose, by: { kind: 'user', id, name, client } }
            : { kind: 'agent-password-set', agent: whose, by: { kind: 'agent', id, name, client } },
        ])
        if ('user' in owner) return
        await touchList(trx, { client, list: 'agents', now })
      })
    },
  }
}

// The id itself is a secret and stays out of the sentence.
const noSession = () => new ApiFailure(404, NOT_FOUND, [{ reason: 'sessionEnded' }])
