import { configurationOperations } from '#contract/configuration.ts'
import { searchAgents } from '#server/platform/local/agents/agent-search.ts'
import {
  keyOf,
  pageAt,
  positionOf,
  selectSummaries,
  toAgentSummary,
  type Position,
} from '#server/objects/agent-summaries.ts'
import type { Dependencies } from '#server/database/dependencies.ts'
import type { Part } from '#server/platform/local/part.ts'
import { readListInfo } from '#server/objects/list-state.ts'
import { toPage } from '#server/operations/pages.ts'
import { requireClient } from '#server/objects/permitted-clients.ts'
import { prepare } from '#server/database/prepared.ts'

/** List Agents, Find Matching Agents, Get Agent List Info. */
export function agentLists({ db }: Dependencies): Part<'listAgents' | 'findMatchingAgents' | 'getAgentListInfo'> {
  return {
    async listAgents({ identity }, { query }) {
      const client = await requireClient(db, identity, query.client)
      const found = await pageOfAll(db, { client, ...positionOf(query) })
      const { rows, next } = toPage(configurationOperations.listAgents.path, query, found, keyOf)
      return { agent: rows.map(toAgentSummary), next }
    },

    async findMatchingAgents({ identity }, { query, body }) {
      const client = await requireClient(db, identity, query.client)
      const found = await searchAgents(db, client, body, positionOf(query))
      const { rows, next } = toPage(configurationOperations.findMatchingAgents.path, query, found, keyOf)
      return { agent: rows.map(toAgentSummary), next }
    },

    async getAgentListInfo({ identity }, { query }) {
      return readListInfo(db, await requireClient(db, identity, query.client), 'agents')
    },
  }
}

const pageOfAll = prepare<{ client: number } & Position>()((db, value) =>
  selectSummaries(db, value('client')).$call(
    pageAt({ after: value('after'), skipped: value('skipped'), most: value('most') }),
  ),
)
