import { hash, randomBytes, randomUUID } from 'node:crypto'
import type { ExpressionBuilder } from 'kysely'
import { MAX_PAGE_SIZE } from '#contract/common.ts'
import { SESSION_IDLE, SESSION_LIFE } from '#contract/sessions.ts'
import type { LiveSession } from '#server/accounts/accounts.ts'
import { CLOCKS_DIFFER_BY } from '#server/accounts/clock-skew.ts'
import { identityOfAgent, identityOfUser } from '#server/accounts/identities.ts'
import { isDatabaseFull } from '#server/database/failures.ts'
import { prepare } from '#server/database/prepared.ts'
import type { Database, Tables } from '#server/database/tables.ts'
import type { Context } from '#server/operations/context.ts'

const HOUR = 60 * 60 * 1000

// A use within the same minute is not written down: reading must not cost a write.
const USE_IS_NOTED_AFTER_MS = 60 * 1000

/** Clients expect a UUID. `randomUUID` fixes six of its bits; here all 128 are random. */
const drawToken = () =>
  randomBytes(16)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')

const hashOf = (sessionId: string) => hash('sha256', sessionId, 'base64url')

// More says nothing more of a browser, and a header can be long.
const MOST_OF_A_USER_AGENT = 400

export type SessionOwner = { user: number } | { agent: number }

/** Opens a session and returns its token, which is kept nowhere but with the caller. */
export async function openSession(
  db: Database,
  { address, userAgent }: Context,
  { client, owner }: { client: number; owner: SessionOwner },
  now: number,
): Promise<string> {
  const sessionId = drawToken()
  const { usedAfter, before } = aliveAt(now)
  // By the index of the last use. A session that began too long ago is used no more, and goes when its last use is long ago too.
  await db
    .deleteFrom('session')
    .where((eb) => eb.or([eb('last_used_at', '<', usedAfter), eb('last_used_at', '>', before)]))
    .execute()
  await db
    .insertInto('session')
    .values({
      token_hash: hashOf(sessionId),
      id: randomUUID(),
      client_id: client,
      user_id: 'user' in owner ? owner.user : null,
      agent_id: 'agent' in owner ? owner.agent : null,
      created_at: now,
      last_used_at: now,
      address,
      user_agent: userAgent?.slice(0, MOST_OF_A_USER_AGENT) ?? null,
    })
    .execute()
  return sessionId
}

/** In milliseconds since 1970-01-01 GMT. */
interface Alive {
  usedAfter: number
  openedAfter: number
  before: number
}

// The age of a session from the future is unknown, and so is its last use: it has ended.
const aliveAt = (now: number): Alive => ({
  usedAfter: now - SESSION_IDLE * HOUR,
  openedAfter: now - SESSION_LIFE * HOUR,
  before: now + CLOCKS_DIFFER_BY,
})

const isAlive = (
  eb: ExpressionBuilder<Pick<Tables, 'session'>, 'session'>,
  { usedAfter, openedAfter, before }: Alive,
) =>
  eb.and([eb.between('session.last_used_at', usedAfter, before), eb.between('session.created_at', openedAfter, before)])

const liveSession = prepare<{ token: string } & Alive>()((db, value) =>
  db
    .selectFrom('session')
    .leftJoin('user_account', 'user_account.id', 'session.user_id')
    .leftJoin('agent', 'agent.id', 'session.agent_id')
    .select([
      'session.token_hash',
      'session.id as session',
      'session.client_id',
      'session.last_used_at',
      'user_account.id as user_id',
      'user_account.user_name',
      'user_account.role',
      'user_account.administers_agents',
      'user_account.limited_to_services',
      'agent.id as agent_id',
      'agent.login_id',
    ])
    .where('token_hash', '=', value('token'))
    .where((eb) =>
      isAlive(eb, { usedAfter: value('usedAfter'), openedAfter: value('openedAfter'), before: value('before') }),
    )
    .where((eb) => eb.or([eb('user_account.active', '=', 1), eb('agent.active', '=', 1)])),
)

/** Returns the session that a token opens; undefined when there is none, when it ended, and when its owner is not active. */
export async function findSession(db: Database, token: string, now: number): Promise<LiveSession | undefined> {
  const [session] = await liveSession(db, { token: hashOf(token), ...aliveAt(now) })
  if (!session) return undefined

  if (now - session.last_used_at > USE_IS_NOTED_AFTER_MS)
    await db
      .updateTable('session')
      .set({ last_used_at: now })
      .where('token_hash', '=', session.token_hash)
      .execute()
      // On a full disk reading goes on; the session ends the sooner.
      .catch((error: unknown) => {
        if (!isDatabaseFull(error)) throw error
      })

  const identity = await ownerOf(db, session)
  return identity && { id: session.session, identity }
}

async function ownerOf(db: Database, owner: Awaited<ReturnType<typeof liveSession>>[number]) {
  const { client_id: client, user_id, user_name, role, administers_agents, limited_to_services } = owner
  if (user_id !== null && user_name !== null && role !== null)
    return identityOfUser(db, { id: user_id, client, user_name, role, administers_agents, limited_to_services })
  if (owner.agent_id !== null && owner.login_id !== null)
    return identityOfAgent({ id: owner.agent_id, client, login_id: owner.login_id })
  return undefined
}

/** False when there was no such session. */
export async function endSession(db: Database, sessionId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('token_hash', '=', hashOf(sessionId))
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function endSessions(db: Database, owner: SessionOwner): Promise<void> {
  const sessions = db.deleteFrom('session')
  await (
    'user' in owner ? sessions.where('user_id', '=', owner.user) : sessions.where('agent_id', '=', owner.agent)
  ).execute()
}

/** The sessions of a user that have not ended, the last used first; a thousand at most. */
export const sessionsOf = (db: Database, user: number, now: number) =>
  db
    .selectFrom('session')
    .select(['id', 'created_at', 'last_used_at', 'address', 'user_agent'])
    .where('user_id', '=', user)
    .where((eb) => isAlive(eb, aliveAt(now)))
    .orderBy('last_used_at', 'desc')
    .orderBy('created_at', 'desc')
    .limit(MAX_PAGE_SIZE)
    .execute()

/** By its id, which is not its token. False when the user has no such session. */
export async function endSessionOf(db: Database, user: number, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('user_id', '=', user)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function endOtherSessionsOf(db: Database, user: number, kept: string | undefined): Promise<void> {
  await db
    .deleteFrom('session')
    .where('user_id', '=', user)
    .$call((all) => (kept === undefined ? all : all.where('id', '<>', kept)))
    .execute()
}
