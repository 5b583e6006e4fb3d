import type { DemoAccount } from '#contract/dashboard.ts'
import { rememberPlace } from '#server/accounts/sign-in-places.ts'
import { demoAgents, type DemoAgent } from '#server/first-start/demo/agents.ts'
import type { DemoItem } from '#server/first-start/demo/bulk-changes.ts'
import { addressOf, demoDeeds, deedsOfBulkChange, type DemoDeed } from '#server/first-start/demo/deeds.ts'
import type { DemoClient, DemoUser } from '#server/first-start/demo/client.ts'
import { demo } from '#server/first-start/demo/demo.ts'
import { DEMO_PASSWORD } from '#server/first-start/demo/login.ts'
import { north } from '#server/first-start/demo/north.ts'
import { insertBulkChanges, insertItems, type BulkChangeIds } from '#server/first-start/insert-bulk-changes.ts'
import { nameKeyOf } from '#server/database/name-keys.ts'
import { insertMany } from '#server/database/insert-many.ts'
import { skipIdsInUse } from '#server/database/sequences.ts'
import { gatherStatistics } from '#server/database/statistics.ts'
import type { Database } from '#server/database/tables.ts'
import { recordChanges } from '#server/history/record.ts'
import { insertAgents } from '#server/objects/agent-store.ts'
import { insertClient } from '#server/objects/client-store.ts'

const AGENTS_OF_NORTH = 150

/** Past bulk changes are about some of these many. */
const AGENTS_OF_BULK_CHANGES = 1000

const DAY = 86_400_000

const powers = (user: DemoUser) =>
  user.role === 'Manager'
    ? `${user.administersAgents ? '' : ', read-only'}${user.callCenter === undefined ? '' : ', some services'}`
    : ''

/** The accounts that the sign-in page offers. */
export const demoAccounts: readonly DemoAccount[] = [demo, north].flatMap((client) =>
  client.users.map((user) => ({
    clientName: client.code,
    userName: user.userName,
    password: DEMO_PASSWORD,
    role: `${user.role}${powers(user)}`,
  })),
)

interface DemoDataOptions {
  agents: number
  now: number
  hashPassword: (password: string) => Promise<string>
  onProgress?: (loaded: number, total: number) => void
}

/**
 * Fills an empty database, in one transaction: with all of it or, when it fails or the process dies, with nothing. `agents`
 * counts those of the client DEMO; the few that the specification's examples name are there even if it is less. The same
 * `now` (milliseconds) gives the same rows, but for the password's hash. `onProgress` hears of every percent.
 */
export async function loadDemoData(db: Database, options: DemoDataOptions): Promise<void> {
  const { now } = options
  // One hash for everybody: two thousand would take a minute.
  const passwordHash = await options.hashPassword(DEMO_PASSWORD)
  const parts = [
    { client: demo, count: Math.max(options.agents, demo.namedAgents.length) },
    { client: north, count: AGENTS_OF_NORTH },
  ]
  const reservedIds = new Set(parts.flatMap(({ client }) => client.namedAgents.map(({ id }) => id)))
  const advance = progress(
    parts.reduce((total, { count }) => total + count, 0),
    options.onProgress,
  )

  await db.transaction().execute(async (trx) => {
    await trx.insertInto('site').values({ key: 'demo-data', value: 'on' }).execute()
    const done: { client: DemoClient; deeds: readonly DemoDeed[] }[] = []
    for (const { client, count } of parts) {
      await insertClient(trx, { id: client.id, code: client.code, displayName: client.displayName, now })
      await insertObjects(trx, client, passwordHash, now)
      let locked = 0
      const deeds: DemoDeed[] = []
      const deedsBehind = demoDeeds(client, now)
      const withoutPast: DemoAgent[] = []
      // There may be a million, so each is made when it is its turn.
      function* stored() {
        for (const agent of demoAgents(client, { count, now, reservedIds })) {
          if (agent.lockedAt !== null) locked++
          const behind = deedsBehind(agent)
          deeds.push(...behind)
          const hasNoPast = agent.active && !behind.length && !reservedIds.has(agent.id)
          if (hasNoPast && withoutPast.length < AGENTS_OF_BULK_CHANGES) withoutPast.push(agent)
          advance()
          yield { ...agent, passwordHash }
        }
      }
      await insertAgents(trx, client.id, stored())
      const bulkChanges = client.bulkChanges?.(withoutPast, now) ?? []
      const ids = await insertBulkChanges(trx, client, bulkChanges)
      for (const bulkChange of bulkChanges) deeds.push(...deedsOfBulkChange(client, bulkChange))
      done.push({ client, deeds })
      await insertItems(trx, ids, await recordDeeds(trx, client, deeds, ids))
      const sizes = { agents: count, 'agent-skills': client.skills.length, 'locked-agents': locked } as const
      for (const [list, size] of Object.entries(sizes))
        await trx
          .updateTable('list_state')
          .set({ size })
          .where((eb) => eb.and({ client_id: client.id }).and('list', '=', list as keyof typeof sizes)) // Its own keys.
          .execute()
    }
    await rememberSignIns(trx, done, now)
    await skipIdsInUse(trx)
  })
  await gatherStatistics(db)
}

/** Inserts the users, call centers, services and skills of a client. */
async function insertObjects(db: Database, client: DemoClient, passwordHash: string, now: number): Promise<void> {
  const client_id = client.id
  await insertMany(
    db,
    'user_account',
    client.users.map((user) => ({
      client_id,
      user_name: user.userName,
      name_key: nameKeyOf(user.userName),
      role: user.role,
      administers_agents: user.administersAgents ? 1 : 0,
      limited_to_services: user.callCenter === undefined ? 0 : 1,
      password_hash: passwordHash,
      password_last_modified: now - 30 * DAY,
    })),
  )
  await db
    .insertInto('user_password_history')
    .columns(['client_id', 'user_id', 'password_hash', 'set_at'])
    .expression(
      db
        .selectFrom('user_account')
        .select(['client_id', 'id', 'password_hash', 'password_last_modified'])
        .where('client_id', '=', client_id),
    )
    .execute()
  await insertMany(
    db,
    'call_center',
    client.callCenters.map(({ id, name }) => ({ id, client_id, name })),
  )
  await insertMany(
    db,
    'service',
    client.callCenters.flatMap((callCenter) =>
      callCenter.services.map((service) => ({
        id: service.id,
        client_id,
        call_center_id: callCenter.id,
        name: service.name,
        acd_feature_code: service.acdFeatureCode,
        call_direction: service.callDirection,
      })),
    ),
  )
  for (const { userName, callCenter } of client.users)
    if (callCenter !== undefined)
      await db
        .insertInto('user_service')
        .columns(['client_id', 'user_id', 'service_id'])
        .expression(
          db
            .selectFrom('user_account')
            .innerJoin('service', 'service.client_id', 'user_account.client_id')
            .select(['user_account.client_id', 'user_account.id', 'service.id'])
            .where('user_account.client_id', '=', client_id)
            .where('user_account.user_name', '=', userName)
            .where('service.call_center_id', '=', callCenter),
        )
        .execute()
  await insertMany(
    db,
    'agent_skill',
    client.skills.map(({ id, name, description }) => ({
      id,
      client_id,
      name,
      name_key: nameKeyOf(name),
      description,
    })),
  )
}

/** Records them in the order in which they happened. Returns the ids of the changes that were items. */
async function recordDeeds(
  trx: Database,
  client: DemoClient,
  deeds: readonly DemoDeed[],
  bulkChanges: BulkChangeIds,
): Promise<ReadonlyMap<DemoItem, number>> {
  const idOfItem = new Map<DemoItem, number>()
  const users = await trx
    .selectFrom('user_account')
    .select(['id', 'user_name as name'])
    .where('client_id', '=', client.id)
    .execute()
  const nameOf = new Map([
    ...client.skills.map(({ id, name }) => [id, name] as const),
    ...client.callCenters.flatMap(({ services }) => services.map(({ id, name }) => [id, name] as const)),
  ])
  const named = (id: number | undefined) => (id === undefined ? undefined : { id, name: nameOf.get(id) ?? '' })
  const inOrder = deeds.toSorted((one, other) => one.at - other.at)
  for (const { at, by, address, agentSkill, service, part, ...change } of inOrder) {
    const user = users.find(({ name }) => name === by)
    const undone = part?.item.undoes && idOfItem.get(part.item.undoes)
    const context = {
      identity: undefined,
      address,
      ...(undone !== undefined && { undoes: { id: undone } }),
      ...(part && { item: { bulkChange: bulkChanges.get(part.of) ?? 0, item: part.place } }),
    }
    const [id] = await recordChanges(trx, { context, client: client.id, now: at }, [
      {
        ...change,
        ...(agentSkill !== undefined && { agentSkill: named(agentSkill) }),
        ...(service !== undefined && { service: named(service) }),
        by: user ? { ...user, kind: 'user', client: client.id } : null,
      },
    ])
    if (part && id !== undefined) idOfItem.set(part.item, id)
  }
  return idOfItem
}

/** From signing in to the last thing done, in milliseconds. */
const UNTIL_LAST_DEED = 20 * 60 * 1000
/** Between the sign-ins of users who did nothing. */
const BETWEEN_SIGN_INS = 5 * 60 * 60 * 1000

/** Remembers that the users of some clients signed in. In order of time: each new place deletes those from a later time. */
async function rememberSignIns(
  trx: Database,
  parts: readonly { client: DemoClient; deeds: readonly DemoDeed[] }[],
  now: number,
): Promise<void> {
  const signIns = parts.flatMap(({ client, deeds }) =>
    client.users.map(({ userName }, i) => {
      const last = Math.max(...deeds.filter(({ by }) => by === userName).map(({ at }) => at))
      const at = (Number.isFinite(last) ? last : now - i * BETWEEN_SIGN_INS) - UNTIL_LAST_DEED
      return { client: client.id, userName, at, address: addressOf(client, userName) }
    }),
  )
  for (const { client, userName, at, address } of signIns.toSorted((one, other) => one.at - other.at)) {
    const { id: user } = await trx
      .selectFrom('user_account')
      .select('id')
      .where('client_id', '=', client)
      .where('user_name', '=', userName)
      .executeTakeFirstOrThrow()
    await rememberPlace(trx, { user }, { caller: address, customer: address }, at)
  }
}

/** Calls back at most a hundred times or so, and at the end. */
function progress(total: number, report: (loaded: number, total: number) => void = () => undefined) {
  let loaded = 0
  let reported = 0
  return () => {
    loaded++
    if (loaded < total && loaded - reported < total / 100) return
    reported = loaded
    report(loaded, total)
  }
}
