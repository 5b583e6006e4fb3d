import Bowser from 'bowser'
import type { OwnAccount } from '#server/accounts/accounts.ts'
import { confirmPassword } from '#server/accounts/credentials.ts'
import type { Dependencies } from '#server/database/dependencies.ts'
import { countOwnChange } from '#server/accounts/password-guesses.ts'
import { setPassword, withNewPassword } from '#server/accounts/password-history.ts'
import { requireStillRight } from '#server/accounts/still-right.ts'
import { endOtherSessionsOf, endSessionOf, openSession, sessionsOf } from '#server/accounts/session-store.ts'
import { missing } from '#server/operations/api-failure.ts'

export function ownAccount({ db, clock }: Dependencies): OwnAccount {
  return {
    async changePassword(context, { password, newPassword }) {
      const account = await confirmPassword(db, context, password, clock())
      const { id, name, client } = account
      const wanted = { owner: account, field: 'newPassword', password: newPassword, now: clock() }
      return withNewPassword(db, context, wanted, async (trx, record, checked) => {
        const now = clock()
        await requireStillRight(trx, account)
        await countOwnChange(trx, account.owner, now)
        if (checked) await setPassword(trx, account, checked, now)
        await record({ client, now }, [{ kind: 'user-password-set', user: { id, name } }])
        return openSession(trx, context, account, now)
      })
    },

    async sessions({ identity, session }) {
      const rows = await sessionsOf(db, identity.id, clock())
      return rows.map((row) => ({
        id: row.id,
        createdAt: row.created_at,
        lastUsedAt: row.last_used_at,
        address: row.address ?? undefined,
        browser: browserOf(row.user_agent),
        current: row.id === session,
      }))
    },

    async endSession({ identity }, id) {
      if (!(await endSessionOf(db, identity.id, id))) throw missing('Session', id)
    },

    endOtherSessions: ({ identity, session }) => endOtherSessionsOf(db, identity.id, session),
  }
}

// A script's name for itself can be of any length.
const MOST_OF_A_NAME = 40

/** `Firefox on Windows`; the first word of a caller that is no browser, `curl`; undefined without a user agent. */
function browserOf(userAgent: string | null): string | undefined {
  if (!userAgent) return undefined
  const { browser, os } = Bowser.parse(userAgent)
  if (browser.name) return os.name ? `${browser.name} on ${os.name}` : browser.name
  return userAgent.split(/[\s/]/, 1)[0]?.slice(0, MOST_OF_A_NAME) || undefined
}
