import { describe, expect, it } from 'vitest'
import type { ChangeKind } from '#contract/history.ts'
import { demoAgents, type DemoAgent } from '#server/first-start/demo/agents.ts'
import { demoDeeds, type DemoDeed } from '#server/first-start/demo/deeds.ts'
import { demo } from '#server/first-start/demo/demo.ts'
import { north } from '#server/first-start/demo/north.ts'

const NOW = Date.UTC(2026, 2, 14, 9, 30)
const WEEK = 7 * 86_400_000

const agentsOf = (client: typeof demo, count = 2000) => [
  ...demoAgents(client, { count, now: NOW, reservedIds: new Set() }),
]
const holds = (skills: DemoAgent['skills'], skill: number | undefined, after: DemoDeed['after']) =>
  skills.some(({ id, proficiency }) => id === skill && proficiency === after?.['proficiency'])

const deedsOf = (client: typeof demo) => agentsOf(client).flatMap(demoDeeds(client, NOW))

describe('the deeds of the demo data', () => {
  it('lead to the agents as they are', () => {
    const agents = new Map(agentsOf(demo).map((agent) => [agent.id, agent]))
    const deeds = deedsOf(demo)
    const isTrue: Partial<Record<ChangeKind, (deed: DemoDeed, agent: DemoAgent) => boolean>> = {
      'agent-locked': () => true,
      'agent-unlocked': (_, { lockedAt }) => lockedAt === null,
      'agent-updated': ({ after }, { phone }) => after?.['phone'] === phone,
      'service-added': ({ service }, { services }) => services.includes(service ?? 0),
      'agent-skill-added': ({ agentSkill, after }, { skills }) => holds(skills, agentSkill, after),
      'proficiency-changed': ({ agentSkill, after }, { skills }) => holds(skills, agentSkill, after),
    }
    const untrue = deeds.filter((deed) => {
      const agent = agents.get(deed.agent.id)
      return !agent || agent.loginId !== deed.agent.name || !isTrue[deed.kind]?.(deed, agent)
    })
    expect(untrue).toEqual([])
    // Nothing is said of one thing twice, so each can be taken back.
    const things = deeds.map(
      ({ agent, kind, agentSkill, service }) => `${agent.id} ${kind} ${agentSkill ?? service ?? ''}`,
    )
    expect(new Set(things).size).toBe(things.length)
  })

  it('are of the last weeks, by several people, and lock everybody who is locked when they were', () => {
    const deeds = deedsOf(demo)
    expect(new Set(deeds.map(({ by }) => by))).toEqual(new Set([null, 'manager', 'superuser', 'sysadmin']))
    expect(new Set(deeds.map(({ kind }) => kind)).size).toBeGreaterThan(5)
    expect(deeds.length).toBeGreaterThan(200)
    for (const { at } of deeds) {
      expect(at).toBeLessThan(NOW)
      expect(at).toBeGreaterThan(NOW - 4 * WEEK)
    }
    for (const { id, lockedAt } of agentsOf(demo).filter((agent) => agent.lockedAt !== null))
      expect(deeds).toContainEqual(
        expect.objectContaining({ kind: 'agent-locked', at: lockedAt, agent: expect.objectContaining({ id }) }),
      )
  })

  it('are by people of the client', () => {
    expect(new Set(deedsOf(north).map(({ by }) => by))).toEqual(new Set([null, 'north-manager']))
  })
})

describe('the agents behind them', () => {
  it('leave one skill without anybody active at level 1', () => {
    const levels = agentsOf(demo).flatMap(({ active, skills }) =>
      skills.filter(({ id }) => active && id === 8960).map(({ proficiency }) => proficiency),
    )
    expect(levels.length).toBeGreaterThan(10)
    expect(Math.min(...levels)).toBe(2)
  })

  it('are in ten scripts or more, and away where a call center is on holiday', () => {
    const agents = agentsOf(demo)
    const scripts = [
      'Arabic',
      'Hebrew',
      'Han',
      'Hangul',
      'Cyrillic',
      'Greek',
      'Devanagari',
      'Thai',
      'Armenian',
      'Georgian',
      'Ethiopic',
      'Latin',
    ]
    const isIn = (script: string) => new RegExp(`^\\p{Script=${script}}+$`, 'u')
    expect(scripts.filter((script) => !agents.some(({ lastName }) => isIn(script).test(lastName)))).toEqual([])
    const closed = demo.callCenters.find(({ isOnHoliday }) => isOnHoliday)?.services.map(({ id }) => id)
    const away = agents.filter(({ services }) => services.length && services.every((id) => closed?.includes(id)))
    expect(away.length).toBeGreaterThan(50)
    for (const { lastLogin } of away) expect(lastLogin ?? 0).toBeLessThan(NOW - 5 * 86_400_000)
  })
})
