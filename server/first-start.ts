import { isLoopback, StartRefused, type Config } from '#server/config.ts'
import { rememberPassword } from '#server/configuration/password-history.ts'
import { hashPassword } from '#server/configuration/passwords.ts'
import { loadDemoData } from '#server/database/demo-data.ts'
import { isUniqueViolation } from '#server/database/failures.ts'
import { nameKeyOf } from '#server/database/name-keys.ts'
import type { Database } from '#server/database/tables.ts'

/** The client that a start without demo data begins with. */
const FIRST_CLIENT = { code: 'MAIN', displayName: 'Main' }

// Fewer are there before anybody wonders.
const AGENTS_WORTH_A_PROGRESS_LINE = 20_000

type Say = (line: string) => void

/**
 * Fills an empty database: with demo data, or with the first user.
 * Answers whether the database holds demo data. Throws `StartRefused` where it may not or cannot.
 */
export async function fillEmptyDatabase(db: Database, config: Config, say: Say): Promise<boolean> {
  if (await isEmpty(db))
    try {
      await fill(db, config, say)
    } catch (error) {
      // Of several copies that start at once, one fills it. The others wait for its transaction and are then refused theirs.
      if (!isUniqueViolation(error) || (await isEmpty(db))) throw error
    }
  const isDemo = await hasDemoData(db)
  if (isDemo) requireLoopback(config)
  return isDemo
}

async function fill(db: Database, config: Config, say: Say): Promise<void> {
  if (config.DEMO_DATA === 'off') return createFirstUser(db, config, say)
  requireLoopback(config)
  await loadDemo(db, config, say)
}

async function isEmpty(db: Database): Promise<boolean> {
  return (await db.selectFrom('client').select('id').limit(1).executeTakeFirst()) === undefined
}

async function hasDemoData(db: Database): Promise<boolean> {
  const row = await db.selectFrom('site').select('value').where('key', '=', 'demo-data').executeTakeFirst()
  return row?.value === 'on'
}

// Everybody knows the demo accounts' password.
function requireLoopback({ HOST }: Config): void {
  if (!isLoopback(HOST))
    throw new StartRefused(
      `HOST is ${HOST}, but with demo data the server listens on loopback only: ` +
        'set HOST=127.0.0.1, or start with DEMO_DATA=off and an empty DATA_DIR.',
    )
}

async function loadDemo(db: Database, { DEMO_AGENTS }: Config, say: Say): Promise<void> {
  let told = 0
  await loadDemoData(db, {
    agents: DEMO_AGENTS,
    now: Date.now(),
    hashPassword,
    onProgress(loaded, total) {
      if (total < AGENTS_WORTH_A_PROGRESS_LINE) return
      const percent = Math.floor((100 * loaded) / total)
      if (percent < told + 10) return
      told = percent
      say(`Loading demo data: ${percent} % of ${total.toLocaleString('en')} agents`)
    },
  })
}

/** A client, and a Sysadmin who can sign in to it. */
async function createFirstUser(db: Database, { ADMIN_USER, ADMIN_PASSWORD }: Config, say: Say): Promise<void> {
  if (ADMIN_USER === undefined || ADMIN_PASSWORD === undefined)
    throw new StartRefused(
      'The database is empty: set ADMIN_USER and ADMIN_PASSWORD to create the first user, or DEMO_DATA=on to try it out.',
    )
  const passwordHash = await hashPassword(ADMIN_PASSWORD)
  const now = Date.now()
  await db.transaction().execute(async (trx) => {
    const { id } = await trx
      .insertInto('client')
      .values({ code: FIRST_CLIENT.code, display_name: FIRST_CLIENT.displayName, agent_skill_enabled: 1 })
      .returning('id')
      .executeTakeFirstOrThrow()
    await trx
      .insertInto('list_state')
      .values([
        { client_id: id, list: 'agents', size: 0, last_modified: now },
        { client_id: id, list: 'agent-skills', size: 0, last_modified: now },
        { client_id: id, list: 'locked-agents', size: 0, last_modified: now },
      ])
      .execute()
    const user = await trx
      .insertInto('user_account')
      .values({
        client_id: id,
        user_name: ADMIN_USER,
        name_key: nameKeyOf(ADMIN_USER),
        role: 'Sysadmin',
        administers_agents: 1,
        password_hash: passwordHash,
        password_last_modified: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await rememberPassword(trx, { client: id, owner: { user: user.id } }, passwordHash, now)
  })
  say(`Created the user ${ADMIN_USER} of the client ${FIRST_CLIENT.code}`)
}
