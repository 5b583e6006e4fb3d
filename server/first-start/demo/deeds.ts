import type { ChangeKind } from '#contract/history.ts'
import type { DemoAgent } from '#server/first-start/demo/agents.ts'
import { ITEM_TAKES, type DemoBulkChange, type DemoItem } from '#server/first-start/demo/bulk-changes.ts'
import type { DemoClient } from '#server/first-start/demo/client.ts'
import { between, chance, pickSome, seeded, type Random } from '#server/first-start/demo/random.ts'

/** A past change of an agent of the demo data. */
export interface DemoDeed {
  at: number
  /** A user's name; null for the system. */
  by: string | null
  address: string
  kind: ChangeKind
  agent: { id: number; name: string }
  /** The id of the skill or service. */
  agentSkill?: number
  service?: number
  before?: Record<string, string | number | boolean>
  after?: Record<string, string | number | boolean>
  /** The item of a bulk change that it was, and its place there, from 1. */
  part?: { of: DemoBulkChange; item: DemoItem; place: number }
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const WEEKS = 3 * 7 * DAY

/** The number of agents with a past beyond a lock; a million would fill pages that nobody turns. */
const AGENTS_WITH_DEEDS = 700
const DEEDS_SHARE = 0.3

/** Somebody who administers agents, and the address of their desk. */
interface Person {
  by: string
  address: string
}

/** Managers do more than others, so they stand several times. */
const peopleOf = ({ users }: DemoClient): Person[] =>
  users.flatMap(({ userName, role, administersAgents, callCenter }, i) => {
    const shares =
      role === 'Manager' ? (administersAgents && callCenter === undefined ? 4 : 0) : role === 'IT User' ? 0 : 1
    return Array.from({ length: shares }, () => ({ by: userName, address: deskAt(i) }))
  })

const deskAt = (place: number) => `10.8.12.${20 + place}`

/** Returns the address of a user's desk. */
export const addressOf = ({ users }: DemoClient, name: string) =>
  deskAt(users.findIndex(({ userName }) => userName === name))

/**
 * Returns a function that tells the changes behind each agent, in their order: a lock for a locked one, and for some a past. The
 * same client and the same `now` (milliseconds) give the same changes.
 */
export function demoDeeds(client: DemoClient, now: number): (agent: DemoAgent) => DemoDeed[] {
  const random = seeded(client.id + 1)
  const people = peopleOf(client)
  let told = 0
  return (agent) => {
    if (typeof agent.lockedAt === 'number') return [lock(agent, agent.lockedAt)]
    if (!agent.active || told++ >= AGENTS_WITH_DEEDS || !chance(random, DEEDS_SHARE)) return []
    return [...pastOf(agent, pickSome(random, people, 1)[0], random, now)]
  }
}

const lock = ({ id, loginId, lastLoginIp }: DemoAgent, at: number): DemoDeed => ({
  at,
  by: null,
  address: lastLoginIp ?? `10.20.0.${1 + (id % 254)}`,
  kind: 'agent-locked',
  agent: { id, name: loginId },
})

function* pastOf(agent: DemoAgent, person: Person | undefined, random: Random, now: number): Generator<DemoDeed> {
  if (!person) return
  const deed = { ...person, agent: { id: agent.id, name: agent.loginId } }
  const at = someTime(random, now)
  const [skill, ...others] = agent.skills
  const [service] = agent.services
  const kind = random()
  if (kind < 0.2) {
    yield { ...lock(agent, at - between(random, 2, 50) * MINUTE) }
    yield { ...deed, at, kind: 'agent-unlocked' }
  } else if (kind < 0.3) {
    const phone = `312555${String(between(random, 0, 9999)).padStart(4, '0')}`
    if (phone !== agent.phone)
      yield { ...deed, at, kind: 'agent-updated', before: { phone }, after: { phone: agent.phone } }
  } else if (kind < 0.45 && service !== undefined) yield { ...deed, at, kind: 'service-added', service }
  else if (kind < 0.6 && skill)
    yield { ...deed, at, kind: 'agent-skill-added', agentSkill: skill.id, after: { proficiency: skill.proficiency } }
  // A burst: somebody goes through an agent's skills.
  else if (skill)
    for (const [i, { id, proficiency }] of [skill, ...(kind > 0.85 ? others : [])].entries())
      yield {
        ...deed,
        at: at + i * between(random, 4, 25) * SECOND,
        kind: 'proficiency-changed',
        agentSkill: id,
        before: { proficiency: (proficiency % 5) + 1 },
        after: { proficiency },
      }
}

/** Yields the changes that a bulk change made, and those that kept it from making others. */
export function* deedsOfBulkChange(client: DemoClient, of: DemoBulkChange): Generator<DemoDeed> {
  for (const [i, item] of of.items.entries()) {
    const { agent, before, changedBy, outcome } = item
    const deed = { agent: { id: agent.id, name: agent.loginId } }
    if (changedBy !== undefined && before !== null)
      yield {
        ...deed,
        ...changeOf({ ...item, after: levelOf(agent, item.object) }),
        by: changedBy,
        address: addressOf(client, changedBy),
        at: of.appliedAt - (of.items.length - i) * SECOND,
      }
    if (outcome === 'applied')
      yield {
        ...deed,
        ...changeOf(item),
        by: of.by,
        address: addressOf(client, of.by),
        at: of.appliedAt + i * ITEM_TAKES,
        part: { of, item, place: i + 1 },
      }
  }
}

const levelOf = ({ skills }: DemoAgent, skill: number | null) =>
  skills.find(({ id }) => id === skill)?.proficiency ?? null

function changeOf({ field, object, before, after }: Pick<DemoItem, 'field' | 'object' | 'before' | 'after'>) {
  if (field === 'wrapUpTime')
    return { kind: 'agent-updated', before: { wrapUpTime: before ?? 0 }, after: { wrapUpTime: after ?? 0 } } as const
  if (field === 'service') return { kind: after ? 'service-added' : 'service-removed', service: object ?? 0 } as const
  const levels = {
    ...(before !== null && { before: { proficiency: before } }),
    ...(after !== null && { after: { proficiency: after } }),
    agentSkill: object ?? 0,
  }
  if (before === null) return { kind: 'agent-skill-added', ...levels } as const
  return { kind: after === null ? 'agent-skill-removed' : 'proficiency-changed', ...levels } as const
}

/** In the last weeks, more often lately: somebody is at work at any hour. */
const someTime = (random: Random, now: number) => now - 25 * MINUTE - Math.floor(random() ** 2 * WEEKS)
