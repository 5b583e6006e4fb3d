import { agentSkillUpdate } from '#contract/agent-skills.ts'
import { agentUpdate, proficiency } from '#contract/agents.ts'
import type { Change } from '#contract/history.ts'
import { conflict } from '#server/operations/api-failure.ts'
import type { Context } from '#server/operations/context.ts'
import type { Platform } from '#server/platform/platform.ts'

/**
 * Calls the operation that takes a change back, as the caller and with their permissions. The write itself checks, in its
 * transaction, that nobody changed the same since. Throws 409 for a change without an inverse.
 */
export async function undo(api: Platform['operations'], context: Context, change: Change): Promise<void> {
  const { kind, agent, agentSkill, service, before } = change
  if (agent && agentSkill) {
    const params = { agent: agent.id, id: agentSkill.id }
    if (kind === 'agent-skill-added') return api.removeAgentSkill(context, { params })
    if (kind === 'agent-skill-removed' || kind === 'proficiency-changed')
      return api.addAgentSkill(context, { params, query: { proficiency: proficiency.parse(before?.['proficiency']) } })
  }
  if (agent && service) {
    const params = { agent: agent.id, id: service.id }
    if (kind === 'service-added') return api.removeService(context, { params })
    if (kind === 'service-removed') return api.addService(context, { params })
  }
  if (agent && kind === 'agent-updated')
    return api.updateAgent(context, { params: { id: agent.id }, body: agentUpdate.parse(before) })
  if (agentSkill && kind === 'skill-updated')
    return api.updateAgentSkill(context, { params: { id: agentSkill.id }, body: agentSkillUpdate.parse(before) })
  throw conflict({ reason: 'noInverse' })
}
