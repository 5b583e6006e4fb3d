import { configurationOperations } from '#contract/configuration.ts'
import { missing } from '#server/operations/api-failure.ts'
import type { Dependencies } from '#server/database/dependencies.ts'
import type { Part } from '#server/platform/local/part.ts'
import { requireService } from '#server/objects/visible-objects.ts'
import { toPage } from '#server/operations/pages.ts'
import { mayActIn } from '#server/operations/context.ts'
import { byId } from '#server/objects/by-id.ts'
import { requireClient } from '#server/objects/permitted-clients.ts'

/** The lists and reads that give names to the ids in an agent: call centers, services, clients. */
export function referenceLists({
  db,
}: Dependencies): Part<'listCallCenters' | 'listServices' | 'readService' | 'readClientSettings'> {
  return {
    async listCallCenters({ identity }, { query }) {
      const client = await requireClient(db, identity, query.client)
      const found = await db
        .selectFrom('call_center')
        .select(['id as callCenterId', 'name'])
        .where('client_id', '=', client)
        .$call(byId(query))
        .execute()
      const { rows, next } = toPage(
        configurationOperations.listCallCenters.path,
        query,
        found,
        (row) => row.callCenterId,
      )
      return { callCenter: rows, next }
    },

    async listServices({ identity }, { query }) {
      const client = await requireClient(db, identity, query.client)
      const found = await db
        .selectFrom('service')
        .select(['id as serviceId', 'name', 'call_center_id as callCenterId', 'acd_feature_code as acdFeatureCode'])
        .where('client_id', '=', client)
        .$if(query.callCenter !== undefined, (all) => all.where('call_center_id', '=', query.callCenter ?? 0))
        .$call(byId(query))
        .execute()
      const { rows, next } = toPage(configurationOperations.listServices.path, query, found, (row) => row.serviceId)
      return { service: rows, next }
    },

    async readService({ identity }, { params }) {
      const service = await requireService(db, identity, params.id)
      return {
        name: service.name,
        callCenterId: service.call_center_id,
        acdFeatureCode: service.acd_feature_code,
        callDirection: service.call_direction,
      }
    },

    async readClientSettings({ identity }, { params }) {
      const client = await db.selectFrom('client').selectAll().where('id', '=', params.id).executeTakeFirst()
      if (!client || !mayActIn(identity, client.id)) throw missing('Client', params.id)
      return {
        displayName: client.display_name,
        clientCode: client.code,
        acdAgentSkillEnabled: client.agent_skill_enabled === 1,
      }
    },
  }
}
