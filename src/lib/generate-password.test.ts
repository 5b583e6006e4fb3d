import { expect, it } from 'vitest'
import { password } from '#contract/agents.ts'
import { generatePassword } from './generate-password.ts'

it('makes passwords that the API accepts, each another, without characters that look alike', () => {
  const made = Array.from({ length: 500 }, generatePassword)
  for (const each of made) {
    expect(password.safeParse(each).success).toBe(true)
    expect(each).not.toMatch(/[0O1lIio]/)
  }
  expect(new Set(made).size).toBe(made.length)
})
