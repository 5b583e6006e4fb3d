import { describe, expect, it } from 'vitest'
import { isLoopback, parseConfig } from '#server/config.ts'

describe('the environment', () => {
  it('is optional, and an empty variable counts as not set', () => {
    expect(parseConfig({ PORT: '', PATH: '/bin' })).toEqual({
      PORT: 4300,
      HOST: '127.0.0.1',
      DATA_DIR: './data',
      DEMO_DATA: 'on',
      DEMO_AGENTS: 2000,
      METRICS: 'loopback',
    })
  })

  it.each([
    [{ PORT: 'many' }, 'PORT: must be a whole number ("many" was given).'],
    [{ PORT: '70000' }, 'PORT: must be from 0 to 65,535 ("70000" was given).'],
    [{ DEMO_DATA: 'yes' }, 'DEMO_DATA: must be on or off ("yes" was given).'],
    [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN: must be at least 16 characters (another was given).'],
    [{ METRICS: 'yes' }, 'METRICS: must be loopback, on or off ("yes" was given).'],
    [{ DEMO_AGENTS: '1000001' }, 'DEMO_AGENTS: must be from 1 to 1,000,000 ("1000001" was given).'],
    [{ ADMIN_PASSWORD: 'short' }, 'ADMIN_PASSWORD: Password must be at least 8 characters long (another was given).'],
  ])('%j stops the start with a sentence', (variables, sentence) => {
    expect(() => parseConfig(variables)).toThrow(sentence)
  })
})

it('knows loopback addresses', () => {
  expect(['localhost', '127.0.0.1', '127.8.8.8', '::1'].every(isLoopback)).toBe(true)
  expect(['0.0.0.0', '::', '10.0.0.1', 'example.com', '127.0.0.1.example.com'].some(isLoopback)).toBe(false)
})
