import { describe, expect, it } from 'vitest'
import type { Change } from '#contract/history.ts'
import { describeChange, describeUndo, changeDetails } from './describe-change.ts'

const change = (kind: Change['kind'], more: Partial<Change> = {}): Change => ({
  id: 1,
  at: 0,
  address: '10.0.0.1',
  kind,
  agent: { id: 2, name: 'AGENT1' },
  ...more,
})
const agentSkill = { id: 3, name: 'SPANISH' }
const service = { id: 17885, name: 'Card Activation' }

describe('describeChange', () => {
  it.each([
    [
      'SPANISH 3 → 1',
      change('proficiency-changed', { agentSkill, before: { proficiency: 3 }, after: { proficiency: 1 } }),
    ],
    ['SPANISH added at 2', change('agent-skill-added', { agentSkill, after: { proficiency: 2 } })],
    ['SPANISH removed, was 4', change('agent-skill-removed', { agentSkill, before: { proficiency: 4 } })],
    ['Service 17885 Card Activation added', change('service-added', { service })],
    ['Service 17885 Card Activation removed', change('service-removed', { service })],
    ['Locked after 5 wrong passwords', change('agent-locked')],
    ['Service 17885 Card Activation: permission given', change('user-service-added', { service })],
    [
      'role Manager → IT User, Administer Agents Yes → No, all services No → Yes',
      change('user-updated', {
        before: { role: 'Manager', administersAgents: true, allServices: false },
        after: { role: 'IT User', administersAgents: false, allServices: true },
      }),
    ],
    [
      'phone 0137 → (202) 555-0137',
      change('agent-updated', { before: { phone: '0137' }, after: { phone: '2025550137' } }),
    ],
  ])('says %s', (words, made) => {
    expect(describeChange(made)).toBe(words)
  })

  it('has a word for every value: unlimited, yes and no, nothing', () => {
    expect(
      describeChange(
        change('agent-updated', {
          before: { wrapUpTime: -1, homeAgent: true, active: false },
          after: { wrapUpTime: 90, homeAgent: false, active: true },
        }),
      ),
    ).toBe('wrap-up time Unlimited → 1 minute 30 seconds, home agent Yes → No, activated')
    expect(
      describeChange(change('skill-updated', { agentSkill, before: { description: '' }, after: { description: 'x' } })),
    ).toBe('Skill SPANISH: description none → x')
  })
})

it('says what an undo did, and to whom', () => {
  const levelled = change('proficiency-changed', { agentSkill, before: { proficiency: 3 }, after: { proficiency: 1 } })
  expect(describeUndo(levelled)).toBe('AGENT1: SPANISH 1 → 3')
  expect(describeUndo(change('agent-skill-removed', { agentSkill, before: { proficiency: 4 } }))).toBe(
    'AGENT1: SPANISH added at 4',
  )
  expect(describeUndo(change('service-added', { service }))).toBe('AGENT1: Service 17885 Card Activation removed')
  expect(describeUndo(change('agent-updated', { before: { active: true }, after: { active: false } }))).toBe(
    'AGENT1: activated',
  )
})

it('tells with what an agent was made', () => {
  expect(changeDetails(change('agent-created', { after: { loginId: 'NEW', wrapUpTime: 0 } }))).toEqual([
    'login ID NEW',
    'wrap-up time 0 seconds',
  ])
})
