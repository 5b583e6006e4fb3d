import { readFileSync } from 'node:fs'
import { password } from '#contract/agents.ts'
import { StartRefused, type Config } from '#server/config.ts'
import { rememberPassword } from '#server/accounts/password-history.ts'
import { hashPassword } from '#server/accounts/passwords.ts'
import { loadDemoData } from '#server/first-start/load-demo-data.ts'
import { isUniqueViolation } from '#server/database/failures.ts'
import { nameKeyOf } from '#server/database/name-keys.ts'
import { hasDemoData } from '#server/database/site.ts'
import type { Database } from '#server/database/tables.ts'
import { insertClient } from '#server/objects/client-store.ts'
import { refuseContradictions, wantsDemoData, type Holdings } from '#server/start-rules.ts'

/** The client that a start without demo data begins with. */
const FIRST_CLIENT = { code: 'MAIN', displayName: 'Main' }

// Fewer are there before anybody wonders.
const AGENTS_WORTH_A_PROGRESS_LINE = 20_000

type Say = (line: string) => void

/**
 * Fills an empty database with demo data or the first user. Throws `StartRefused` if the settings do not fit each other or the
 * existing data.
 */
export async function fillEmptyDatabase(
  db: Database,
  config: Config,
  say: Say,
): Promise<{ found: Holdings; holds: Holdings }> {
  const found = await holdingsOf(db)
  refuseContradictions({ config, found })
  if (found !== 'nothing') return { found, holds: found }
  try {
    await (wantsDemoData(config) ? loadDemo(db, config, say) : createFirstUser(db, config, say))
  } catch (error) {
    // Of several copies that start at once, one fills it. The others wait for its transaction and are then refused theirs.
    if (!isUniqueViolation(error) || (await holdingsOf(db)) === 'nothing') throw error
    return fillEmptyDatabase(db, config, say)
  }
  return { found, holds: await holdingsOf(db) }
}

async function holdingsOf(db: Database): Promise<Holdings> {
  if (await hasDemoData(db)) return 'demo data'
  const client = await db.selectFrom('client').select('id').limit(1).executeTakeFirst()
  return client ? 'own data' : 'nothing'
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
async function createFirstUser(db: Database, config: Config, say: Say): Promise<void> {
  const { ADMIN_USER = '' } = config
  const passwordHash = await hashPassword(firstPassword(config))
  const now = Date.now()
  await db.transaction().execute(async (trx) => {
    const id = await insertClient(trx, { ...FIRST_CLIENT, now })
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

/** Reads the file only at the first start, so it may be deleted afterwards. Throws `StartRefused`. */
function firstPassword({ ADMIN_PASSWORD: given, ADMIN_PASSWORD_FILE: file }: Config): string {
  if (file === undefined) return given ?? ''
  const result = password.safeParse(lineOf(file))
  if (result.success) return result.data
  throw new StartRefused(`ADMIN_PASSWORD_FILE: ${result.error.issues[0]?.message ?? 'holds no password'} (in ${file}).`)
}

/** Returns the content without the line break that editors add at the end. */
function lineOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartRefused(`ADMIN_PASSWORD_FILE cannot be read (${reason}).`)
  }
}
