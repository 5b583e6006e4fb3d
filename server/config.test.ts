import Fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { forgetSecrets, isLoopback, parseConfig } from '#server/config.ts'

describe('the environment', () => {
  it('is optional, and an empty variable counts as not set', () => {
    expect(parseConfig({ PORT: '', ADMIN_USER: '  ', PATH: '/bin' })).toEqual({
      PORT: 4300,
      HOST: '127.0.0.1',
      DATA_DIR: './data',
      DEMO_AGENTS: 2000,
      COMMON_PASSWORDS: 'refuse',
      METRICS: 'loopback',
      given: new Set(),
    })
  })

  it('keeps apart what is set and what is left out', () => {
    const { given } = parseConfig({ HOST: '127.0.0.1', METRICS: 'off', ADMIN_USER: '', PATH: '/bin' })
    expect(given).toEqual(new Set(['HOST', 'METRICS']))
  })

  it('takes addresses and networks for trusted proxies, as Fastify does', () => {
    const proxies = [
      '127.0.0.1',
      '10.1.0.0/16, ::1',
      'fd00::/8,192.0.2.1/32',
      '::ffff:10.0.0.1',
      'loopback,uniquelocal',
    ]
    for (const list of proxies) {
      expect(parseConfig({ TRUST_PROXY: list }).TRUST_PROXY).toBe(list)
      // Fastify accepts it as well.
      expect(() => Fastify({ trustProxy: list })).not.toThrow()
    }
  })

  it.each(['true', '*', '1', 'nonsense', '127.0.0.1,', '10.0.0.0/33', '0.0.0.0/0', '::/0', '10.0.0.0/8/8', '1.2.3'])(
    'stops the start with a sentence where TRUST_PROXY=%s',
    (list) => {
      expect(() => parseConfig({ TRUST_PROXY: list })).toThrow(
        `TRUST_PROXY: must be the addresses or networks of your proxies, separated by commas, such as 10.0.0.7 or 10.1.0.0/16 ("${list}" was given).`,
      )
    },
  )

  it.each([
    [{ PORT: 'many' }, 'PORT: must be a whole number ("many" was given).'],
    [{ PORT: '70000' }, 'PORT: must be from 0 to 65,535 ("70000" was given).'],
    [{ DEMO_DATA: 'yes' }, 'DEMO_DATA: must be on or off ("yes" was given).'],
    [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN: must be at least 16 characters (another was given).'],
    [{ HISTORY_DAYS: '0' }, 'HISTORY_DAYS: must be from 1 to 36,500 ("0" was given).'],
    [{ HISTORY_DAYS: 'a year' }, 'HISTORY_DAYS: must be a whole number ("a year" was given).'],
    [{ COMMON_PASSWORDS: 'yes' }, 'COMMON_PASSWORDS: must be refuse or accept ("yes" was given).'],
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

it('Secrets can be deleted from the environment', () => {
  const variables = { DATABASE_URL: 'postgres://u:p@h/d', ADMIN_PASSWORD: 'first-pass-1', PORT: '80' }
  forgetSecrets(variables)
  expect(variables).toEqual({ PORT: '80' })
})
