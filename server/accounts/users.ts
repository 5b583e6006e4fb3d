import { alreadyExists, invalidField } from '#contract/errors.ts'
import { ALL_AND_SOME, userOperations, type NewUser, type UserApi, type UserUpdate } from '#contract/users.ts'
import { requireKnownServices, requirePermission } from '#server/objects/permitted-services.ts'
import type { Dependencies } from '#server/database/dependencies.ts'
import { requireUser } from '#server/objects/visible-objects.ts'
import { limitOf, skippedBy, toPage } from '#server/operations/pages.ts'
import { rememberPassword, setPassword, withNewPassword, type NewPassword } from '#server/accounts/password-history.ts'
import { hashPassword } from '#server/accounts/passwords.ts'
import { requireClient } from '#server/objects/permitted-clients.ts'
import { endSessions } from '#server/accounts/session-store.ts'
import { findLastSignIns } from '#server/accounts/sign-in-places.ts'
import {
  lockSysadmins,
  requireMayGive,
  requireNotOneself,
  requireReach,
  requireSysadminLeft,
} from '#server/accounts/user-guards.ts'
import { differenceOf, userSettingsOf, toUserColumns, updated } from '#server/accounts/user-settings.ts'
import { unlockUser } from '#server/accounts/unlock.ts'
import { isUniqueViolation } from '#server/database/failures.ts'
import { nameKeyOf } from '#server/database/name-keys.ts'
import type { Database } from '#server/database/tables.ts'
import type { NewChange } from '#server/history/record.ts'
import type { Recorder } from '#server/writes/recording.ts'
import { write } from '#server/writes/write.ts'
import { duplicate, invalid } from '#server/operations/api-failure.ts'
import type { Context, Identity } from '#server/operations/context.ts'
import type { Handlers } from '#server/operations/implementation.ts'

/** The accounts beside the agents', and their rights. */
export function users({ db, clock }: Dependencies): Handlers<UserApi, Context> {
  return {
    async listUsers({ identity }, { query }) {
      const client = await requireClient(db, identity, query.client)
      const found = await db
        .selectFrom('user_account')
        .selectAll()
        .where('client_id', '=', client)
        .$if(identity.role !== 'Sysadmin', (all) => all.where('role', '<>', 'Sysadmin'))
        .orderBy('user_name')
        .$if(query.after !== undefined, (all) => all.where('user_name', '>', query.after ?? ''))
        .offset(skippedBy(query))
        .limit(limitOf(query))
        .execute()
      const { rows, next } = toPage(userOperations.listUsers.path, query, found, (row) => row.user_name)
      const ids = rows.map(({ id }) => id)
      const now = clock()
      const services = await servicesOfUsers(db, ids)
      const lastSignIns = await findLastSignIns(db, ids, now)
      const user = rows.map((row) => ({
        id: row.id,
        userName: row.user_name,
        ...userSettingsOf(row),
        services: services.filter(({ user_id }) => user_id === row.id).map(({ id }) => id),
        lockedUntil: lockedUntil(row, now),
        passwordLastModified: row.password_last_modified,
        lastSignIn: lastSignIns.get(row.id),
        self: identity.kind === 'user' && identity.id === row.id,
      }))
      return { user, next }
    },

    async createUser(context, { query, body }) {
      const client = await requireClient(db, context.identity, query.client)
      requireMayGive(context.identity, body.role)
      requirePermission(context.identity, body.allServices ? 'all' : body.services)
      const passwordHash = await hashPassword(body.password)
      return write(db, context, (trx, record) => insertUser(trx, record, { client, now: clock() }, body, passwordHash))
    },

    async updateUser(context, { params, body }) {
      requireMayGive(context.identity, body.role)
      const { id, client_id: client, user_name: name } = await requireUser(db, context.identity, params.id)
      const update = (trx: Database, record: Recorder, password?: NewPassword) =>
        changeUser(trx, record, context.identity, { client, now: clock() }, { id, body, password })
      await (body.password === undefined
        ? write(db, context, update)
        : withNewPassword(
            db,
            context,
            { owner: { client, name, owner: { user: id } }, field: 'password', password: body.password, now: clock() },
            update,
          ))
      if (body.endSessions) context.note({ event: 'sessions-ended', client, account: name })
    },
  }
}

const lockedUntil = ({ locked_until }: { locked_until: number | null }, now: number) =>
  locked_until !== null && locked_until > now ? locked_until : undefined

const servicesOfUsers = async (db: Database, users: readonly number[]) =>
  users.length
    ? db
        .selectFrom('user_service')
        .innerJoin('service', 'service.id', 'user_service.service_id')
        .select(['user_service.user_id', 'service.id', 'service.name'])
        .where('user_service.user_id', 'in', users)
        .orderBy('service.id')
        .execute()
    : []

/** Changes the fields that the update names, in the given transaction. */
async function changeUser(
  trx: Database,
  record: Recorder,
  identity: Identity,
  { client, now }: { client: number; now: number },
  { id, body: update, password }: { id: number; body: UserUpdate; password: NewPassword | undefined },
): Promise<void> {
  if (update.role !== undefined || update.active === false) await lockSysadmins(trx)
  const row = await requireUser(trx, identity, id)
  const user = { id, name: row.user_name }
  const before = await servicesOfUsers(trx, [id])
  const current = { id, ...userSettingsOf(row), services: before.map((service) => service.id) }
  const next = updated(current, update)
  requireReach(identity, current)
  if (next.allServices && !current.allServices) requirePermission(identity, 'all')
  requireNotOneself(identity, current, update)
  await requireSysadminLeft(trx, id, current, next)
  if (next.allServices && update.services?.length) throw invalid(invalidField('services', ALL_AND_SOME))

  const changes: NewChange[] = []
  const difference = differenceOf(current, next)
  if (difference) {
    await trx.updateTable('user_account').set(toUserColumns(next)).where('id', '=', id).execute()
    changes.push({ kind: 'user-updated', user, ...difference })
  }
  // A role that may give and take every service has no limit: an earlier one goes, as the row above says.
  if (next.allServices) await trx.deleteFrom('user_service').where('user_id', '=', id).execute()
  else if (update.services)
    changes.push(...(await changeServices(trx, identity, client, user, before, update.services)))
  if (update.unlock) {
    await unlockUser(trx, id)
    if (lockedUntil(row, now) !== undefined) changes.push({ kind: 'user-unlocked', user })
  }
  if (password) {
    await setPassword(trx, { client, owner: { user: id } }, password, now)
    changes.push({ kind: 'user-password-set', user })
  }
  if (!next.active || update.endSessions) await endSessions(trx, { user: id })
  await record({ client, now }, changes)
}

/** Limits a user to these services and no others. Throws 400 for an unknown one, 403 for one that is not the caller's to give. */
async function changeServices(
  trx: Database,
  identity: Identity,
  client: number,
  user: { id: number; name: string },
  before: readonly { id: number; name: string }[],
  wanted: readonly number[],
): Promise<NewChange[]> {
  const after = await requireKnownServices(trx, client, wanted)
  const removed = before.filter(({ id }) => !wanted.includes(id))
  const added = after.filter(({ id }) => !before.some((service) => service.id === id))
  requirePermission(
    identity,
    [...removed, ...added].map(({ id }) => id),
  )
  if (removed.length)
    await trx
      .deleteFrom('user_service')
      .where('user_id', '=', user.id)
      .where(
        'service_id',
        'in',
        removed.map(({ id }) => id),
      )
      .execute()
  await permitServices(trx, client, user.id, added)
  const changeOf = (kind: NewChange['kind'], { id, name }: { id: number; name: string }): NewChange => ({
    kind,
    user,
    service: { id, name },
  })
  return [
    ...removed.map((service) => changeOf('user-service-removed', service)),
    ...added.map((service) => changeOf('user-service-added', service)),
  ]
}

async function permitServices(trx: Database, client: number, user: number, services: readonly { id: number }[]) {
  if (!services.length) return
  await trx
    .insertInto('user_service')
    .values(services.map(({ id }) => ({ client_id: client, user_id: user, service_id: id })))
    .execute()
}

/** All or nothing, in the transaction given. Throws 400 for an unknown service, 409 for a taken name. */
async function insertUser(
  trx: Database,
  record: Recorder,
  { client, now }: { client: number; now: number },
  body: NewUser,
  passwordHash: string,
): Promise<{ id: number }> {
  const services = await requireKnownServices(trx, client, body.services)
  const columns = toUserColumns(body)
  const { id } = await trx
    .insertInto('user_account')
    .values({
      client_id: client,
      user_name: body.userName,
      name_key: nameKeyOf(body.userName),
      ...columns,
      password_hash: passwordHash,
      password_last_modified: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch((error: unknown) => {
      throw isUniqueViolation(error) ? duplicate(alreadyExists('User', 'userName', body.userName)) : error
    })
  await rememberPassword(trx, { client, owner: { user: id } }, passwordHash, now)
  await permitServices(trx, client, id, services)
  const user = { id, name: body.userName }
  await record({ client, now }, [
    { kind: 'user-created', user, after: { userName: body.userName, ...userSettingsOf(columns) } },
    ...services.map(
      (service) =>
        ({ kind: 'user-service-added', user, service: { id: service.id, name: service.name } }) satisfies NewChange,
    ),
  ])
  return { id }
}
