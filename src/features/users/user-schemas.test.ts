import { describe, expect, it } from 'vitest'
import { newUser, type User } from '#contract/users.ts'
import { AGENT_ADMINISTRATOR, choicesOf, NEW_USER, newUserOf, settingsOf } from './user-schemas.ts'

const settings = {
  role: 'Manager',
  administersAgents: true,
  allServices: false,
  services: [1, 2],
  active: true,
} as const
const user: User = { ...settings, services: [1, 2], id: 1, userName: 'ada', passwordLastModified: 0, self: false }

describe('what is chosen for a user', () => {
  it.each([
    settings,
    { ...settings, administersAgents: false },
    { ...settings, role: 'IT User', administersAgents: false },
    { ...settings, allServices: true, services: [] },
    { ...settings, services: [], active: false },
  ] as const)('is what the API has: %j', (has) => {
    expect(settingsOf(choicesOf({ ...user, ...has, services: [...has.services] }))).toEqual(has)
  })

  it('says nothing of what was not chosen', () => {
    expect(settingsOf({})).toEqual({})
    expect(settingsOf({ active: false })).toEqual({ active: false })
    expect(settingsOf({ services: [] })).toEqual({ allServices: false, services: [] })
    expect(settingsOf({ role: AGENT_ADMINISTRATOR })).toEqual({ role: 'Manager', administersAgents: true })
  })

  it('makes a user', () => {
    const made = newUserOf({ ...NEW_USER, userName: 'ada', password: 'long-enough-1' })
    expect(newUser.parse(made)).toEqual(made)
  })
})
