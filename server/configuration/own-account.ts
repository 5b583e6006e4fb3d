import Bowser from 'bowser'
import { notFound, NOT_FOUND } from '#contract/errors.ts'
import type { OwnPasswordChange, OwnSession } from '#contract/own-account.ts'
import { confirmPassword } from '#server/configuration/credentials.ts'
import type { Dependencies } from '#server/configuration/dependencies.ts'
import { countOwnChange } from '#server/configuration/password-guesses.ts'
import { setPassword, withNewPassword } from '#server/configuration/password-history.ts'
import { requireStillRight } from '#server/configuration/still-right.ts'
import { endOtherSessionsOf, endSessionOf, openSession, sessionsOf } from '#server/configuration/session-store.ts'
import { recordChanges } from '#server/history/record.ts'
import { ApiFailure } from '#server/operations/api-failure.ts'
import type { SignedIn } from '#server/operations/context.ts'

/** What users do with their own account and its sessions. */
export interface OwnAccount {
  /** Ends all their sessions and opens a new one, whose token it answers. Throws 400 for a wrong password or a bad new one, and 429. */
  changePassword: (context: SignedIn, change: OwnPasswordChange) => Promise<string>
  sessions: (context: SignedIn) => Promise<OwnSession[]>
  /** Throws 404 where they have no such session. */
  endSession: (context: SignedIn, id: string) => Promise<void>
  endOtherSessions: (context: SignedIn) => Promise<void>
}

export function ownAccount({ db, clock }: Dependencies): OwnAccount {
  return {
    async changePassword(context, { password, newPassword }) {
      const account = await confirmPassword(db, context, password, clock())
      const { id, name, client } = account
      const wanted = { owner: account, field: 'newPassword', password: newPassword, now: clock() }
      return withNewPassword(db, context, wanted, async (trx, checked) => {
        const now = clock()
        await requireStillRight(trx, account)
        await countOwnChange(trx, account.owner, now)
        if (checked) await setPassword(trx, account, checked, now)
        await recordChanges(trx, { context, client, now }, [{ kind: 'user-password-set', user: { id, name } }])
        return openSession(trx, context, account, now)
      })
    },

    async sessions({ identity }) {
      const rows = await sessionsOf(db, identity.id, clock())
      return rows.map((row) => ({
        id: row.id,
        createdAt: row.created_at,
        lastUsedAt: row.last_used_at,
        address: row.address ?? undefined,
        browser: browserOf(row.user_agent),
        current: row.id === identity.session,
      }))
    },

    async endSession({ identity }, id) {
      if (!(await endSessionOf(db, identity.id, id))) throw new ApiFailure(404, NOT_FOUND, notFound('Session', id))
    },

    endOtherSessions: ({ identity }) => endOtherSessionsOf(db, identity.id, identity.session),
  }
}

// What a script calls itself is as long as it likes.
const MOST_OF_A_NAME = 40

/** `Firefox on Windows`; what is no browser by its own first word, `curl`; undefined where it said nothing. */
function browserOf(userAgent: string | null): string | undefined {
  if (!userAgent) return undefined
  const { browser, os } = Bowser.parse(userAgent)
  if (browser.name) return os.name ? `${browser.name} on ${os.name}` : browser.name
  return userAgent.split(/[\s/]/, 1)[0]?.slice(0, MOST_OF_A_NAME) || undefined
}
