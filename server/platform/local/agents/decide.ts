import type { AgentUpdate } from '#contract/agents.ts'
import type { NewChange } from '#server/history/record.ts'
import { AGENT_SETTINGS, type AgentSettings } from '#server/platform/local/agents/agent-settings.ts'
import { decided, NOTHING, type Decision } from '#server/platform/local/decision.ts'

interface CurrentAgent {
  agent: NonNullable<NewChange['agent']>
  /** At least those that the update names. */
  settings: Partial<AgentSettings>
  isLocked: boolean
}

/** The changes that an update of an agent becomes. `before` and `after` hold the settings that differ. */
interface AgentChanges {
  settings?: NewChange & { after: Partial<AgentSettings> }
  unlock?: NewChange
}

/** Decides Update Agent, but for the password: that needs its hash. */
export function decideUpdate(
  { agent, settings: current, isLocked }: CurrentAgent,
  update: AgentUpdate,
): Decision<AgentChanges> {
  const changed = AGENT_SETTINGS.filter((field) => update[field] !== undefined && update[field] !== current[field])
  const isUnlocked = update.unlock === true && isLocked
  if (!changed.length && !isUnlocked) return NOTHING
  return decided({
    ...(changed.length && {
      settings: { kind: 'agent-updated', agent, before: pick(current, changed), after: pick(update, changed) },
    }),
    ...(isUnlocked && { unlock: { kind: 'agent-unlocked', agent } }),
  })
}

const pick = (settings: Partial<AgentSettings>, fields: readonly (keyof AgentSettings)[]) =>
  // Settings are strings, numbers and booleans; those picked are there.
  Object.fromEntries(fields.map((field) => [field, settings[field]])) as NonNullable<NewChange['before']>
