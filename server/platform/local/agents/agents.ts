import type { AgentUpdate, NewAgent } from '#contract/agents.ts'
import { alreadyExists } from '#contract/errors.ts'
import { agentSkillsOf, assignmentsOf, servicesOfAgent } from '#server/platform/local/assignments/read.ts'
import { changedSettings, agentSettingsOf, toAgentColumns } from '#server/platform/local/agents/agent-settings.ts'
import { requireAgentSkills, requirePermission, requireServices } from '#server/objects/assignable.ts'
import type { Dependencies } from '#server/database/dependencies.ts'
import type { Part } from '#server/platform/local/part.ts'
import { requireAgent } from '#server/objects/visible-objects.ts'
import { touchList } from '#server/objects/list-state.ts'
import { rememberPassword, setPassword, withNewPassword, type NewPassword } from '#server/accounts/password-history.ts'
import { hashPassword } from '#server/accounts/passwords.ts'
import { requireClient } from '#server/objects/permitted-clients.ts'
import { endSessions } from '#server/accounts/session-store.ts'
import { unlockAgent } from '#server/accounts/unlock.ts'
import { addToHolders } from '#server/platform/local/assignments/holder-count.ts'
import { addParts, removeParts } from '#server/database/search-parts.ts'
import type { Database } from '#server/database/tables.ts'
import { isUniqueViolation } from '#server/database/failures.ts'
import { write } from '#server/writes/write.ts'
import { recordChanges, type NewChange, type Origin } from '#server/history/record.ts'
import { duplicate } from '#server/operations/api-failure.ts'
import type { SignedIn } from '#server/operations/context.ts'

/** Create, Read, Update and Delete Agent, and Get Agent Related Objects. */
export function agents({
  db,
  clock,
}: Dependencies): Part<'createAgent' | 'readAgent' | 'updateAgent' | 'deleteAgent' | 'getAgentRelatedObjects'> {
  return {
    async createAgent(context, { body }) {
      const client = await requireClient(db, context.identity, body.clientId)
      requirePermission(
        context.identity,
        (body.assignedService ?? []).map(({ id }) => id),
      )
      const passwordHash = await hashPassword(body.password)
      return write(db, context, (trx) => insertAgent(trx, { context, client, now: clock() }, body, passwordHash))
    },

    async readAgent({ identity }, { params }) {
      const agent = await requireAgent(db, identity, params.id)
      const { assignedService, assignedAgentSkill } = await assignmentsOf(db, agent.id)
      const { firstName, lastName, phone, wrapUpTime, homeAgent, active } = agentSettingsOf(agent)
      // Written out: an object of this size that is put together from others is slow to make and to send.
      return {
        assignedService,
        assignedAgentSkill,
        loginId: agent.login_id,
        firstName,
        lastName,
        phone,
        wrapUpTime,
        homeAgent,
        active,
        locked: agent.locked_at !== null,
        passwordLastModified: agent.password_last_modified,
        lastLogin: agent.last_login ?? undefined,
        lastLoginIp: agent.last_login_ip ?? undefined,
      }
    },

    async updateAgent(context, { params, body }) {
      const { id, client_id: client, login_id: name } = await requireAgent(db, context.identity, params.id)
      const update = (trx: Database, password?: NewPassword) =>
        changeAgent(trx, { context, client, now: clock() }, id, body, password)
      const changes = await (body.password === undefined
        ? write(db, context, update)
        : withNewPassword(
            db,
            context,
            {
              owner: { client, name, owner: { agent: id } },
              field: 'password',
              password: body.password,
              // A known client sends the current one with every update.
              keepsCurrent: true,
              now: clock(),
            },
            update,
          ))
      for (const { kind, agent } of changes)
        if (agent && kind === 'agent-unlocked') context.note({ event: kind, client, account: agent.name })
        else if (agent && kind === 'agent-password-set')
          context.note({ event: 'password-set', client, account: agent.name })
    },

    async deleteAgent(context, { params }) {
      await write(db, context, async (trx) => {
        const row = await requireAgent(trx, context.identity, params.id)
        const { id, client_id: client } = row
        const agent = { id, name: row.login_id }
        const now = clock()
        const skills = await agentSkillsOf(trx, id).select('agent_skill.name').execute()
        const services = await servicesOfAgent(trx, id).select('service.name').execute()
        // Deleting the agent takes them away.
        requirePermission(
          context.identity,
          services.map((service) => service.id),
        )
        // What the agent holds (skills, services, sessions, earlier passwords) goes with it, by the tables' own cascade.
        await trx.deleteFrom('agent').where('id', '=', id).execute()
        await removeParts(trx, { client, loginId: row.login_id, lastName: row.last_name })
        await addToHolders(
          trx,
          skills.map((skill) => skill.id),
          -1,
        )
        await recordChanges(trx, { context, client, now }, [
          ...skills.map(({ proficiency, ...agentSkill }) => removal(agent, agentSkill, proficiency)),
          ...services.map((service) => ({ kind: 'service-removed', agent, service }) as const),
          { kind: 'agent-deleted', agent, before: { loginId: row.login_id, ...agentSettingsOf(row) } },
        ])
        await touchList(trx, { client, list: 'agents', now, grownBy: -1 })
        if (row.locked_at !== null) await touchList(trx, { client, list: 'locked-agents', now, grownBy: -1 })
        if (skills.length) await touchList(trx, { client, list: 'agent-skills', now })
      })
    },

    async getAgentRelatedObjects({ identity }, { params }) {
      const agent = await requireAgent(db, identity, params.id)
      const services = await servicesOfAgent(db, agent.id).select('service.call_center_id').execute()
      // In the order of the services, as the method's example has them.
      const callCenters = new Set(services.map((service) => service.call_center_id))
      return { callCenter: [...callCenters].map((id) => ({ id })), service: services.map(({ id }) => ({ id })) }
    },
  }
}

type Named = NonNullable<NewChange['agent']>

const removal = (agent: Named, agentSkill: Named, proficiency: number): NewChange => ({
  kind: 'agent-skill-removed',
  agent,
  agentSkill,
  before: { proficiency },
})

/** Changes what the update names, in the transaction given, and answers what that was. Throws 404 when the agent was deleted meanwhile. */
async function changeAgent(
  trx: Database,
  origin: Origin & { context: SignedIn },
  id: number,
  update: AgentUpdate,
  password: NewPassword | undefined,
): Promise<readonly NewChange[]> {
  const { client, now } = origin
  const row = await requireAgent(trx, origin.context.identity, id)
  const agent = { id, name: row.login_id }
  const changes: NewChange[] = []

  const settings = changedSettings(agentSettingsOf(row), update)
  if (settings) {
    await trx.updateTable('agent').set(settings.columns).where('id', '=', id).execute()
    const { lastName } = update
    if (lastName !== undefined && lastName !== row.last_name) {
      const ofNames = ['agent_name_part'] as const
      await removeParts(trx, { client, loginId: row.login_id, lastName: row.last_name }, ofNames)
      await addParts(trx, { client, loginId: row.login_id, lastName }, ofNames)
    }
    changes.push({ kind: 'agent-updated', agent, before: settings.before, after: settings.after })
  }
  if (update.unlock) {
    await unlockAgent(trx, id)
    if (row.locked_at !== null) {
      changes.push({ kind: 'agent-unlocked', agent })
      await touchList(trx, { client, list: 'locked-agents', now, grownBy: -1 })
    }
  }
  if (password && (await setPassword(trx, { client, owner: { agent: id } }, password, now)))
    changes.push({ kind: 'agent-password-set', agent })
  if (update.active === false) await endSessions(trx, { agent: id })

  await recordChanges(trx, origin, changes)
  if (changes.length) await touchList(trx, { client, list: 'agents', now })
  return changes
}

/** All or nothing, in the transaction given. Throws 400 for a service or a skill that cannot be assigned, 409 for a taken login ID. */
async function insertAgent(
  trx: Database,
  origin: Origin,
  body: NewAgent,
  passwordHash: string,
): Promise<{ id: number }> {
  const { client, now } = origin
  const services = await requireServices(trx, client, body.assignedService ?? [])
  const skills = await requireAgentSkills(trx, client, body.assignedAgentSkill ?? [])

  const loginId = body.loginId.toUpperCase()
  const { id } = await trx
    .insertInto('agent')
    .values({
      client_id: client,
      login_id: loginId,
      ...toAgentColumns(body),
      password_hash: passwordHash,
      password_last_modified: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch((error: unknown) => {
      throw isUniqueViolation(error) ? duplicate(alreadyExists('Agent', 'loginId', loginId)) : error
    })
  await addParts(trx, { client, loginId, lastName: body.lastName })
  await rememberPassword(trx, { client, owner: { agent: id } }, passwordHash, now)
  if (services.length)
    await trx
      .insertInto('agent_service')
      .values(services.map((service) => ({ client_id: client, agent_id: id, service_id: service.id })))
      .execute()
  if (skills.length)
    await trx
      .insertInto('agent_skill_assignment')
      .values(
        skills.map((skill) => ({
          client_id: client,
          agent_id: id,
          agent_skill_id: skill.id,
          proficiency: skill.proficiency,
        })),
      )
      .execute()

  await addToHolders(
    trx,
    skills.map((skill) => skill.id),
    1,
  )

  const agent = { id, name: loginId }
  await recordChanges(trx, origin, [
    { kind: 'agent-created', agent, after: { loginId, ...agentSettingsOf(toAgentColumns(body)) } },
    ...services.map((service) => ({ kind: 'service-added', agent, service }) as const),
    ...skills.map(
      ({ proficiency, ...agentSkill }) =>
        ({ kind: 'agent-skill-added', agent, agentSkill, after: { proficiency } }) as const,
    ),
  ])
  await touchList(trx, { client, list: 'agents', now, grownBy: 1 })
  if (skills.length) await touchList(trx, { client, list: 'agent-skills', now })
  return { id }
}
