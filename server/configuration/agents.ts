import type { AgentUpdate, NewAgent } from '#contract/agents.ts'
import { alreadyExists } from '#contract/errors.ts'
import { duplicate } from '#server/operations/api-failure.ts'
import { requireAgentSkills, requireServices } from '#server/configuration/assignable.ts'
import type { Dependencies, Part } from '#server/configuration/dependencies.ts'
import { findAgent } from '#server/configuration/find.ts'
import { touchList } from '#server/configuration/list-state.ts'
import { hashPassword } from '#server/configuration/passwords.ts'
import { clientOf } from '#server/configuration/permitted-clients.ts'
import { digitsOf } from '#server/configuration/phones.ts'
import { endSessions } from '#server/configuration/session-store.ts'
import type { Database } from '#server/database/open.ts'
import { isUniqueViolation } from '#server/database/unique-violation.ts'

/** Create, Read, Update and Delete Agent, and Get Agent Related Objects. */
export function agents({
  db,
  clock,
}: Dependencies): Part<'createAgent' | 'readAgent' | 'updateAgent' | 'deleteAgent' | 'getAgentRelatedObjects'> {
  return {
    async createAgent({ identity }, { body }) {
      const client = await clientOf(db, identity, body.clientId)
      const passwordHash = await hashPassword(body.password)
      return db.transaction().execute((trx) => insertAgent(trx, { client, body, passwordHash, now: clock() }))
    },

    async readAgent({ identity }, { params }) {
      const agent = await findAgent(db, identity, params.id)
      const [assignedService, assignedAgentSkill] = await Promise.all([
        db
          .selectFrom('agent_service')
          .select('service_id as id')
          .where('client_id', '=', agent.client_id)
          .where('agent_id', '=', agent.id)
          .orderBy('service_id')
          .execute(),
        db
          .selectFrom('agent_skill_assignment')
          .select(['agent_skill_id as id', 'proficiency'])
          .where('client_id', '=', agent.client_id)
          .where('agent_id', '=', agent.id)
          .orderBy('agent_skill_id')
          .execute(),
      ])
      return {
        assignedService,
        assignedAgentSkill,
        loginId: agent.login_id,
        firstName: agent.first_name,
        lastName: agent.last_name,
        phone: agent.phone,
        wrapUpTime: agent.wrap_up_time,
        homeAgent: agent.home_agent === 1,
        active: agent.active === 1,
        locked: agent.locked_at !== null,
        passwordLastModified: agent.password_last_modified,
        lastLogin: agent.last_login ?? undefined,
        lastLoginIp: agent.last_login_ip ?? undefined,
      }
    },

    async updateAgent({ identity }, { params, body }) {
      const passwordHash = body.password === undefined ? undefined : await hashPassword(body.password)
      await db.transaction().execute(async (trx) => {
        const { id, client_id: client } = await findAgent(trx, identity, params.id)
        const now = clock()
        const columns = { ...toColumns(body), ...(body.unlock && { locked_at: null, failed_logins: 0 }) }
        const changesColumns = Object.keys(columns).length > 0
        if (changesColumns) await trx.updateTable('agent').set(columns).where('id', '=', id).execute()
        if (passwordHash) await setAgentPassword(trx, { client, agent: id, passwordHash, now })
        if (passwordHash || body.active === false) await endSessions(trx, { agent: id })
        if (changesColumns || passwordHash) await touchList(trx, { client, list: 'agents', now })
      })
    },

    async deleteAgent({ identity }, { params }) {
      await db.transaction().execute(async (trx) => {
        const { id, client_id: client } = await findAgent(trx, identity, params.id)
        // What the agent holds (skills, services, sessions, earlier passwords) goes with it, by the tables' own cascade.
        await trx.deleteFrom('agent').where('id', '=', id).execute()
        await touchList(trx, { client, list: 'agents', now: clock(), grownBy: -1 })
        await touchList(trx, { client, list: 'agent-skills', now: clock() })
      })
    },

    async getAgentRelatedObjects({ identity }, { params }) {
      const agent = await findAgent(db, identity, params.id)
      const services = await db
        .selectFrom('agent_service')
        .innerJoin('service', 'service.id', 'agent_service.service_id')
        .select(['service.id', 'service.call_center_id'])
        .where('agent_service.client_id', '=', agent.client_id)
        .where('agent_service.agent_id', '=', agent.id)
        .orderBy('service.id')
        .execute()
      // In the order of the services, as the method's example has them.
      const callCenters = new Set(services.map((service) => service.call_center_id))
      return { callCenter: [...callCenters].map((id) => ({ id })), service: services.map(({ id }) => ({ id })) }
    },
  }
}

interface AgentToInsert {
  client: number
  body: NewAgent
  passwordHash: string
  now: number
}

async function insertAgent(trx: Database, { client, body, passwordHash, now }: AgentToInsert): Promise<{ id: number }> {
  const services = [...new Set((body.assignedService ?? []).map((service) => service.id))]
  const skills = body.assignedAgentSkill ?? []
  await requireServices(trx, client, services)
  await requireAgentSkills(trx, client, skills)

  const loginId = body.loginId.toUpperCase()
  const { id } = await trx
    .insertInto('agent')
    .values({
      client_id: client,
      login_id: loginId,
      ...toColumns(body),
      password_hash: passwordHash,
      password_last_modified: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch((error: unknown) => {
      throw isUniqueViolation(error) ? duplicate(alreadyExists('Agent', 'loginId', loginId)) : error
    })
  await recordPassword(trx, { client, agent: id, passwordHash, now })
  if (services.length)
    await trx
      .insertInto('agent_service')
      .values(services.map((service) => ({ client_id: client, agent_id: id, service_id: service })))
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
  await touchList(trx, { client, list: 'agents', now, grownBy: 1 })
  if (skills.length) await touchList(trx, { client, list: 'agent-skills', now })
  return { id }
}

type Settings = Pick<NewAgent, 'firstName' | 'lastName' | 'phone' | 'wrapUpTime' | 'homeAgent' | 'active'>
type GivenSettings = Partial<Settings> & Pick<AgentUpdate, 'unlock'>

interface SettingsColumns {
  first_name: string
  last_name: string
  last_name_upper: string
  phone: string
  phone_digits: string
  wrap_up_time: number
  home_agent: number
  active: number
}

/** The columns of those settings that were given. */
function toColumns(settings: Settings): SettingsColumns
function toColumns(settings: GivenSettings): Partial<SettingsColumns>
function toColumns({ firstName, lastName, phone, wrapUpTime, homeAgent, active }: GivenSettings) {
  return {
    ...(firstName !== undefined && { first_name: firstName }),
    ...(lastName !== undefined && { last_name: lastName, last_name_upper: lastName.toUpperCase() }),
    ...(phone !== undefined && { phone, phone_digits: digitsOf(phone) }),
    ...(wrapUpTime !== undefined && { wrap_up_time: wrapUpTime }),
    ...(homeAgent !== undefined && { home_agent: Number(homeAgent) }),
    ...(active !== undefined && { active: Number(active) }),
  }
}

interface PasswordOfAgent {
  client: number
  agent: number
  passwordHash: string
  now: number
}

export async function setAgentPassword(trx: Database, password: PasswordOfAgent): Promise<void> {
  await trx
    .updateTable('agent')
    .set({ password_hash: password.passwordHash, password_last_modified: password.now })
    .where('id', '=', password.agent)
    .execute()
  await recordPassword(trx, password)
}

async function recordPassword(trx: Database, { client, agent, passwordHash, now }: PasswordOfAgent): Promise<void> {
  await trx
    .insertInto('agent_password_history')
    .values({ client_id: client, agent_id: agent, password_hash: passwordHash, set_at: now })
    .execute()
}
