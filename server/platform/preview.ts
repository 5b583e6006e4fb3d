import type { ItemField } from '#contract/bulk-changes.ts'
import type { ApiFailure } from '#server/operations/api-failure.ts'
import type { Identity } from '#server/operations/context.ts'

/** One thing of an agent, as it is to be: a level (null: does not hold the skill), seconds, or 1 and 0 for yes and no. */
export interface Target {
  field: Exclude<ItemField, 'skills'>
  /** The skill or the service. */
  object: number | null
  value: number | null
}

/** The fields of an agent that bulk changes can change. */
export interface PreviewedAgent {
  id: number
  loginId: string
  active: boolean
  locked: boolean
  /** Seconds. */
  wrapUpTime: number
  /** Skill id → level. */
  levels: ReadonlyMap<number, number>
  services: ReadonlySet<number>
}

/** The skills and services of a client. */
export interface PreviewedObjects {
  skills: ReadonlyMap<number, { id: number; name: string }>
  services: ReadonlyMap<number, { id: number; name: string; acdFeatureCode: number }>
}

/** Tells the results of writes, by the decisions of the writes themselves. */
export interface Preview {
  /** Reads agents of a client, all of them at once; those who are gone are left out. */
  agents: (client: number, ids: readonly number[]) => Promise<PreviewedAgent[]>
  objects: (client: number) => Promise<PreviewedObjects>
  /** The active agents at each level of some skills. A level without a row has none. */
  activeHolders: (
    skills: readonly number[],
  ) => Promise<readonly { skill: number; proficiency: number; active: number }[]>
  /** Returns the outcome of setting a target; a refusal is returned, too. */
  decide: (
    identity: Identity,
    agent: PreviewedAgent,
    target: Target,
    objects: PreviewedObjects,
  ) => 'change' | 'unchanged' | ApiFailure
}

/** Returns an agent's current value of a target. */
export function valueOf(agent: PreviewedAgent, { field, object }: Pick<Target, 'field' | 'object'>): number | null {
  switch (field) {
    case 'level':
      return agent.levels.get(object ?? 0) ?? null
    case 'service':
      return Number(agent.services.has(object ?? 0))
    case 'active':
      return Number(agent.active)
    case 'locked':
      return Number(agent.locked)
    case 'wrapUpTime':
      return agent.wrapUpTime
  }
}
