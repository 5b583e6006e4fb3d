import type { Agent, AgentUpdate, NewAgent } from '#contract/agents.ts'
import { alreadyExists } from '#contract/errors.ts'
import { storedLoginId } from '#contract/stored-text.ts'
import { agentSkillsOf, assignmentsOf, servicesOfAgent } from '#server/platform/local/assignments/read.ts'
import { agentSettingsOf, settingsIn, textsOf, toAgentColumns } from '#server/platform/local/agents/agent-settings.ts'
import { requireAgentSkills, requireServices } from '#server/platform/local/assignments/new-agent.ts'
import { requirePermission } from '#server/objects/permitted-services.ts'
import type { Dependencies } from '#server/database/dependencies.ts'
import type { Part } from '#server/platform/local/part.ts'
import { requireAgent } from '#server/objects/visible-objects.ts'
import { touchList } from '#server/objects/list-state.ts'
import { setPassword, withNewPassword, type NewPassword } from '#server/accounts/password-history.ts'
import { hashPassword } from '#server/accounts/passwords.ts'
import { oneClient, requireClient } from '#server/objects/permitted-clients.ts'
import { requireUnchanged } from '#server/platform/local/unchangeable.ts'
import { requireExpected, versionOfAgent } from '#server/platform/local/versions.ts'
import { endSessions } from '#server/accounts/session-store.ts'
import { unlockAgent } from '#server/accounts/unlock.ts'
import { deleteAgent, insertAgents, replaceParts } from '#server/objects/agent-store.ts'
import { addToLevels } from '#server/objects/skill-levels.ts'
import type { Database } from '#server/database/tables.ts'
import { isUniqueViolation } from '#server/database/failures.ts'
import type { Recorder } from '#server/writes/recording.ts'
import { write } from '#server/writes/write.ts'
import { changeOf } from '#server/platform/local/decision.ts'
import { removal } from '#server/platform/local/assignments/decide.ts'
import { decideUpdate } from '#server/platform/local/agents/decide.ts'
import { duplicate } from '#server/operations/api-failure.ts'
import type { SignedIn } from '#server/operations/context.ts'

/** Create, Read, Update and Delete Agent, and Get Agent Related Objects. */
export function agents({
  db,
  clock,
}: Dependencies): Part<'createAgent' | 'readAgent' | 'updateAgent' | 'deleteAgent' | 'getAgentRelatedObjects'> {
  return {
    async createAgent(context, { query, body }) {
      const client = await requireClient(db, context.identity, oneClient(query.client, body.clientId))
      requirePermission(
        context.identity,
        (body.assignedService ?? []).map(({ id }) => id),
      )
      const passwordHash = await hashPassword(body.password)
      return write(db, context, (trx, record) => insertAgent(trx, record, { client, now: clock() }, body, passwordHash))
    },

    async readAgent(context, { params }) {
      const agent = await showAgent(db, await requireAgent(db, context.identity, params.id))
      context.read?.(versionOfAgent(agent))
      return agent
    },

    async updateAgent(context, { params, body }) {
      const update = (trx: Database, record: Recorder, password?: NewPassword) =>
        changeAgent(trx, record, context, { id: params.id, body, password, now: clock() })
      if (body.password === undefined) return write(db, context, update)
      const { id, client_id: client, login_id: name } = await requireAgent(db, context.identity, params.id)
      const owner = { client, name, owner: { agent: id } }
      // A known client sends the current one with every update.
      const wanted = { owner, field: 'password', password: body.password, keepsCurrent: true, now: clock() }
      return withNewPassword(db, context, wanted, update)
    },

    async deleteAgent(context, { params }) {
      await write(db, context, async (trx, record) => {
        const row = await requireAgent(trx, context.identity, params.id)
        await requireExpected(context, async () => versionOfAgent(await showAgent(trx, row)))
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
        await deleteAgent(trx, client, { id, ...textsOf(row), skills, active: row.active === 1 })
        await record({ client, now }, [
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

/** Returns an agent as Read Agent shows them. */
async function showAgent(db: Database, agent: Awaited<ReturnType<typeof requireAgent>>): Promise<Agent> {
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
}

interface Update {
  id: number
  body: AgentUpdate
  password: NewPassword | undefined
  now: number
}

/**
 * Changes the fields that the update names. Throws 404 if the caller may not see the agent, or it was deleted meanwhile, 412 for
 * another version than the caller expects, 400 for another login ID or client.
 */
async function changeAgent(
  trx: Database,
  record: Recorder,
  context: SignedIn,
  { id, body, password, now }: Update,
): Promise<void> {
  const row = await requireAgent(trx, context.identity, id)
  await requireExpected(context, async () => versionOfAgent(await showAgent(trx, row)))
  requireUnchanged(row, body)
  const { client_id: client, login_id: loginId } = row
  const agent = { id, name: loginId }
  const current = { agent, settings: agentSettingsOf(row), isLocked: row.locked_at !== null }
  const { settings, unlock } = changeOf(decideUpdate(current, body)) ?? {}
  const changes = [settings, unlock].filter((change) => change !== undefined)
  if (settings) {
    const next = { ...agentSettingsOf(row), ...settings.after }
    await trx.updateTable('agent').set(toAgentColumns(loginId, next)).where('id', '=', id).execute()
    await replaceParts(trx, client, textsOf(row), { loginId, ...next })
    if (next.active !== (row.active === 1)) await countActive(trx, id, next.active)
  }
  if (body.unlock) await unlockAgent(trx, id)
  if (unlock) await touchList(trx, { client, list: 'locked-agents', now, grownBy: -1 })
  if (password && (await setPassword(trx, { client, owner: { agent: id } }, password, now)))
    changes.push({ kind: 'agent-password-set', agent })
  if (body.active === false) await endSessions(trx, { agent: id })
  if (!changes.length) return
  await record({ client, now }, changes)
  await touchList(trx, { client, list: 'agents', now })
}

/** The agent counts among the active at the level of each of their skills, or no longer. */
async function countActive(trx: Database, id: number, isActive: boolean): Promise<void> {
  const skills = await agentSkillsOf(trx, id).execute()
  await addToLevels(
    trx,
    skills.map((skill) => ({
      skill: skill.id,
      proficiency: skill.proficiency,
      holders: 0,
      active: isActive ? 1 : -1,
    })),
  )
}

/** All or nothing, in the transaction given. Throws 400 for a service or a skill that cannot be assigned, 409 for a taken login ID. */
async function insertAgent(
  trx: Database,
  record: Recorder,
  { client, now }: { client: number; now: number },
  body: NewAgent,
  passwordHash: string,
): Promise<{ id: number }> {
  const services = await requireServices(trx, client, body.assignedService ?? [])
  const skills = await requireAgentSkills(trx, client, body.assignedAgentSkill ?? [])

  const loginId = storedLoginId(body.loginId)
  const settings = settingsIn(body)
  const [id = 0] = await insertAgents(trx, client, [
    {
      loginId,
      ...settings,
      passwordHash,
      passwordLastModified: now,
      services: services.map((service) => service.id),
      skills,
    },
  ]).catch((error: unknown) => {
    throw isUniqueViolation(error) ? duplicate(alreadyExists('Agent', 'loginId', loginId)) : error
  })
  const agent = { id, name: loginId }
  await record({ client, now }, [
    { kind: 'agent-created', agent, after: { loginId, ...settings } },
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
