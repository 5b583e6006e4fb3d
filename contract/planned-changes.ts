import * as z from 'zod/mini'
import { proficiency, wrapUpTime } from '#contract/agents.ts'
import { flag, id } from '#contract/common.ts'

export const MOST_CHANGES = 20
export const TOO_MANY_CHANGES = `Add at most ${MOST_CHANGES} changes`

/**
 * A change that a bulk change makes to each of its agents. A copy gives the missing skills of another agent, at their levels;
 * with `exactly` it also sets the levels of the others and removes the skills that the other agent does not hold.
 */
export const plannedChange = z.discriminatedUnion('kind', [
  /** If it is missing; others keep their level. */
  z.object({ kind: z.literal('give-skill'), agentSkill: id, level: proficiency }),
  /** Of those who hold it. */
  z.object({ kind: z.literal('set-level'), agentSkill: id, level: proficiency }),
  /** Towards 1, which stays as it is. */
  z.object({ kind: z.literal('stronger'), agentSkill: id }),
  /** Towards 5, which stays as it is. */
  z.object({ kind: z.literal('weaker'), agentSkill: id }),
  z.object({ kind: z.literal('remove-skill'), agentSkill: id }),
  z.object({ kind: z.literal('add-service'), service: id }),
  z.object({ kind: z.literal('remove-service'), service: id }),
  z.object({ kind: z.literal('unlock') }),
  z.object({ kind: z.literal('activate') }),
  z.object({ kind: z.literal('deactivate') }),
  z.object({ kind: z.literal('set-wrap-up-time'), wrapUpTime }),
  z.object({ kind: z.literal('copy-skills'), agent: id, exactly: flag() }),
])
export type PlannedChange = z.infer<typeof plannedChange>

/** In the order in which a menu offers them. */
export const PLANNED_CHANGES = [
  'give-skill',
  'set-level',
  'stronger',
  'weaker',
  'remove-skill',
  'add-service',
  'remove-service',
  'unlock',
  'activate',
  'deactivate',
  'set-wrap-up-time',
  'copy-skills',
] as const satisfies PlannedChange['kind'][]

const OF_SKILLS: readonly PlannedChange['kind'][] = [
  'give-skill',
  'set-level',
  'stronger',
  'weaker',
  'remove-skill',
  'copy-skills',
]

/** Returns why a kind of change contradicts an earlier one, for every skill or service; undefined if it does not. */
export function kindContradiction(
  kind: PlannedChange['kind'],
  before: readonly PlannedChange['kind'][],
): string | undefined {
  if (
    (before.includes('copy-skills') && OF_SKILLS.includes(kind)) ||
    (kind === 'copy-skills' && before.some((each) => OF_SKILLS.includes(each)))
  )
    return 'Copying skills can’t be combined with other changes to skills'
  const same: readonly PlannedChange['kind'][] = ACTIVATIONS.includes(kind) ? ACTIVATIONS : [kind]
  const isOnce = kind === 'unlock' || kind === 'set-wrap-up-time' || ACTIVATIONS.includes(kind)
  return isOnce && before.some((each) => same.includes(each)) ? 'This conflicts with another change' : undefined
}

const ACTIVATIONS: readonly PlannedChange['kind'][] = ['activate', 'deactivate']

/** Why a change cannot stand beside those before it, and the field to say it at; undefined if it can. */
export function contradiction(
  change: PlannedChange,
  before: readonly PlannedChange[],
): { field: string; reason: string } | undefined {
  const reason = kindContradiction(
    change.kind,
    before.map(({ kind }) => kind),
  )
  if (reason !== undefined) return { field: 'kind', reason }
  if ('agentSkill' in change && before.some((each) => 'agentSkill' in each && each.agentSkill === change.agentSkill))
    return { field: 'agentSkill', reason: 'Another change is already about this skill' }
  if ('service' in change && before.some((each) => 'service' in each && each.service === change.service))
    return { field: 'service', reason: 'Another change is already about this service' }
  return undefined
}

export const plannedChanges = z
  .array(plannedChange)
  .check(z.minLength(1, 'Add at least one change'), z.maxLength(MOST_CHANGES, TOO_MANY_CHANGES), (given) => {
    for (const [i, change] of given.value.entries()) {
      const found = contradiction(change, given.value.slice(0, i))
      if (found)
        given.issues.push({ code: 'custom', path: [i, found.field], message: found.reason, input: given.value })
    }
  })

const named = z.object({ id, name: z.string() })

/** A change with the names that its objects had when it was planned. */
export const readableChange = z.object({
  kind: z.enum(PLANNED_CHANGES),
  agentSkill: z.optional(named),
  level: z.optional(proficiency),
  service: z.optional(named),
  wrapUpTime: z.optional(z.int()),
  /** Whose skills are copied. */
  agent: z.optional(named),
  exactly: z.optional(z.boolean()),
})
export type ReadableChange = z.infer<typeof readableChange>
