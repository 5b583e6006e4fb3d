import { describe, expect, it } from 'vitest'
import { demoAgents } from '#server/first-start/demo/agents.ts'
import { demo } from '#server/first-start/demo/demo.ts'
import { north } from '#server/first-start/demo/north.ts'

const NOW = Date.UTC(2026, 2, 14, 9, 30)
const DAY = 86_400_000

const reservedIds = new Set([...demo.namedAgents, ...north.namedAgents].map(({ id }) => id))

const agentsOf = (client: typeof demo, count: number) => [...demoAgents(client, { count, now: NOW, reservedIds })]

describe('the agents of the demo data', () => {
  it('are locked, inactive, new and at home in believable shares', () => {
    const agents = agentsOf(demo, 2000)
    const expectShare = (test: (agent: (typeof agents)[number]) => boolean, least: number, most: number) => {
      const share = agents.filter(test).length / agents.length
      expect(share).toBeGreaterThan(least)
      expect(share).toBeLessThan(most)
    }
    expectShare(({ lockedAt }) => lockedAt !== null, 0.025, 0.055)
    expectShare(({ active }) => !active, 0.08, 0.12)
    expectShare(({ homeAgent }) => homeAgent, 0.3, 0.4)
    expectShare(({ lastLogin }) => lastLogin === null, 0.035, 0.065)
    expectShare(({ lastLogin }) => typeof lastLogin === 'number' && lastLogin > NOW - 2 * DAY, 0.4, 0.7)
    expectShare(({ phone }) => phone.length === 4, 0.03, 0.09)
    for (const { lockedAt, failedLogins } of agents) expect(failedLogins).toBe(lockedAt === null ? 0 : 5)
  })

  it('have varied names and every usual wrap-up time', () => {
    const agents = agentsOf(demo, 2000)
    expect(new Set(agents.map(({ firstName }) => firstName)).size).toBeGreaterThan(120)
    expect(new Set(agents.map(({ lastName }) => lastName)).size).toBeGreaterThan(180)
    expect(new Set(agents.map(({ wrapUpTime }) => wrapUpTime))).toEqual(new Set([-1, 0, 30, 60, 90, 120, 300]))
  })

  it('carry an address if they signed in, and no time to come', () => {
    for (const row of [...agentsOf(demo, 300), ...agentsOf(north, 150)]) {
      expect(row.phone).toMatch(/^(\d{4}|\d{10})$/)
      expect(row.lastLoginIp === null).toBe(row.lastLogin === null)
      for (const time of [row.lastLogin, row.lockedAt, row.passwordLastModified]) {
        expect(time ?? 0).toBeLessThan(NOW)
      }
    }
  })

  it('keep their ids and login IDs apart when there are many', () => {
    const many = [...agentsOf(demo, 20_000), ...agentsOf(north, 150)]
    expect(new Set(many.map(({ id }) => id)).size).toBe(20_150)
    expect(new Set(many.slice(0, 20_000).map(({ loginId }) => loginId)).size).toBe(20_000)
    const loginIds = many.map(({ loginId }) => loginId)
    expect(loginIds).not.toContain('BOBJOHNSON1')
    for (const loginId of loginIds.filter((login) => !login.startsWith('AGENT'))) {
      expect(loginId).toMatch(/^[A-Z]{3,14}\d{0,6}$/)
    }
  })

  it('are the same whatever their number', () => {
    expect(agentsOf(demo, 300).slice(0, 100)).toEqual(agentsOf(demo, 100))
  })

  it('hold three or four skills on average, each by its share of them, few at level 1', () => {
    const held = agentsOf(demo, 2000).flatMap(({ skills }) => skills)
    expect(held.length / 2000).toBeGreaterThan(3)
    expect(held.length / 2000).toBeLessThan(4)
    for (const skill of demo.skills) {
      const share = held.filter(({ id }) => id === skill.id).length / 2000
      expect(Math.abs(share - skill.share)).toBeLessThan(0.04)
      expect(share).toBeGreaterThan(0.01)
    }
    const atLevel = (level: number) => held.filter(({ proficiency }) => proficiency === level).length
    expect(Math.min(...[1, 2, 3, 4, 5].map(atLevel))).toBe(atLevel(1))
  })

  it('are assigned three to five services, mostly of one call center', () => {
    const made = agentsOf(demo, 2000).slice(demo.namedAgents.length)
    const callCentersOf = (services: readonly number[]) =>
      demo.callCenters.filter((callCenter) => callCenter.services.some(({ id }) => services.includes(id))).length
    const counts = made.map(({ services }) => services.length)
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(3)
    expect(Math.max(...counts)).toBeLessThanOrEqual(6)
    expect(Math.max(...made.map(({ services }) => callCentersOf(services)))).toBe(2)
    expect(made.filter(({ services }) => callCentersOf(services) === 1).length / made.length).toBeGreaterThan(0.6)
  })
})

describe('the skills of the demo data', () => {
  it('have the ids and names of the examples, and leave free the name that an example creates', () => {
    expect(demo.skills.map(({ id }) => id)).toEqual(expect.arrayContaining([1021, 1022, 1023, 8945, 74280, 74281]))
    expect(demo.skills.find(({ id }) => id === 8945)).toMatchObject({
      name: 'SPANISH',
      description: 'Spanish Speaking Agents',
    })
    for (const { id, name } of demo.skills) {
      expect(id).not.toBe(111111)
      expect(name.toUpperCase()).not.toContain('DOC')
    }
  })
})
