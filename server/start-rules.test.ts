import { describe, expect, it } from 'vitest'
import { parseConfig } from '#server/config.ts'
import { refuseContradictions, warningsOf, type Holdings } from '#server/start-rules.ts'

type Variables = Record<string, string>

const ADMIN = { ADMIN_USER: 'admin', ADMIN_PASSWORD: 'first-pass-1' }
const POSTGRES = { DATABASE_URL: 'postgres://127.0.0.1/x' }
const EXPOSED: readonly [string, Variables][] = [
  ['HOST is 0.0.0.0', { HOST: '0.0.0.0' }],
  ['HOST is ::', { HOST: '::' }],
  ['HOST is 10.0.0.7', { HOST: '10.0.0.7' }],
  ['TRUST_PROXY is set', { TRUST_PROXY: '127.0.0.1' }],
  ['NODE_ENV is production', { NODE_ENV: 'production' }],
]

const startOn = (found: Holdings, variables: Variables) => () =>
  refuseContradictions({ found, config: parseConfig(variables) })

/** Matches exactly one sentence. */
const SENTENCE = /^(?!.*\. ).+\.$/

describe('an empty database', () => {
  it.each<[Variables, string]>([
    [{ DEMO_DATA: 'off' }, 'set ADMIN_USER and ADMIN_PASSWORD (or ADMIN_PASSWORD_FILE) to create the first user'],
    [{ NODE_ENV: 'production' }, 'to create the first user (no demo data, because NODE_ENV is production)'],
    [{ ...POSTGRES }, 'to create the first user, or DEMO_DATA=on to try it out'],
    [{ ADMIN_USER: 'admin' }, 'to create the first user'],
    [{ ADMIN_PASSWORD: 'first-pass-1' }, 'to create the first user'],
    [{ ADMIN_PASSWORD_FILE: '/run/secrets/admin' }, 'to create the first user'],
    [{ ...ADMIN, ADMIN_PASSWORD_FILE: '/x' }, 'ADMIN_PASSWORD and ADMIN_PASSWORD_FILE are both given'],
    [{ ...ADMIN, DEMO_DATA: 'on' }, 'DEMO_DATA=on and ADMIN_USER and ADMIN_PASSWORD are given'],
    [{ ADMIN_USER: 'admin', DEMO_DATA: 'on' }, 'DEMO_DATA=on and ADMIN_USER are given'],
    [{ HOST: '0.0.0.0' }, 'HOST is 0.0.0.0, but with demo data the server listens on loopback only: set HOST='],
    [
      { TRUST_PROXY: '127.0.0.1' },
      'TRUST_PROXY is set, but demo data is never served behind a proxy: remove it, or set',
    ],
  ])('refuses %j in a sentence', (variables, sentence) => {
    expect(startOn('nothing', variables)).toThrow(sentence)
    expect(startOn('nothing', variables)).toThrow(SENTENCE)
  })

  it.each(EXPOSED)('gets no demo data if %s, whatever DEMO_DATA says', (told, variables) => {
    expect(startOn('nothing', { ...variables, DEMO_DATA: 'on' })).toThrow(told)
    expect(startOn('nothing', variables)).toThrow(told)
  })

  it.each<Variables>([
    {},
    { DEMO_DATA: 'on' },
    { ...POSTGRES, DEMO_DATA: 'on' },
    ADMIN,
    { ...ADMIN, DEMO_DATA: 'off' },
    { ...ADMIN, HOST: '0.0.0.0', TRUST_PROXY: '10.0.0.0/8', NODE_ENV: 'production' },
    { ADMIN_USER: 'admin', ADMIN_PASSWORD_FILE: '/run/secrets/admin' },
  ])('is filled with %j', (variables) => {
    expect(startOn('nothing', variables)).not.toThrow()
  })
})

describe('a database with demo data', () => {
  it.each<[string, Variables]>([
    ...EXPOSED,
    ['DEMO_DATA=off is given', { DEMO_DATA: 'off' }],
    ['DEMO_DATA=off is given', { ...ADMIN, DEMO_DATA: 'off' }],
    ['ADMIN_USER and ADMIN_PASSWORD are given', ADMIN],
    ['ADMIN_PASSWORD_FILE is given', { ADMIN_PASSWORD_FILE: '/x' }],
    ['TRUST_PROXY is set', { ...POSTGRES, TRUST_PROXY: '127.0.0.1' }],
  ])('is refused if %s, with a way to start over', (told, variables) => {
    const another = 'DATABASE_URL' in variables ? 'an empty database in DATABASE_URL' : 'DATA_DIR to another folder'
    expect(startOn('demo data', variables)).toThrow(told)
    expect(startOn('demo data', variables)).toThrow(another)
    expect(startOn('demo data', variables)).toThrow(SENTENCE)
  })

  it.each<Variables>([{}, { DEMO_DATA: 'on' }, POSTGRES, { HOST: 'localhost', METRICS: 'on' }])(
    'is served with %j, with a warning at each start',
    (variables) => {
      expect(startOn('demo data', variables)).not.toThrow()
      expect(warnings('demo data', variables)).toEqual([expect.stringMatching(/^The database holds demo data: /)])
    },
  )
})

function warnings(found: Holdings, variables: Variables, holds = found): string[] {
  return warningsOf({ config: parseConfig(variables), found, holds }, { variables, arguments: [] })
}

describe('a database with own data', () => {
  it.each<[Variables, RegExp]>([
    [ADMIN, /^ADMIN_USER and ADMIN_PASSWORD are ignored: /],
    [{ ADMIN_PASSWORD_FILE: '/x' }, /^ADMIN_PASSWORD_FILE is ignored: /],
    [{ DEMO_DATA: 'on' }, /^DEMO_DATA=on is ignored: /],
    [{ DEMO_AGENTS: '9' }, /^DEMO_AGENTS is ignored: /],
    [{ ...POSTGRES, DATA_DIR: '/data' }, /^DATA_DIR is ignored: DATABASE_URL is set\.$/],
    [{ HOST: '0.0.0.0' }, /^HOST is 0\.0\.0\.0 and TRUST_PROXY is not set: passwords travel unencrypted\. /],
    [{ DEMO_DATE: 'off' }, /^DEMO_DATE is ignored: there is no such setting\. Did you mean DEMO_DATA\?$/],
    [{ TRUSTED_PROXIES: '10.0.0.1' }, /^TRUSTED_PROXIES is ignored: there is no such setting\.$/],
    [{ TRUST_PROXYS: '10.0.0.1' }, / Did you mean TRUST_PROXY\?$/],
    [{ DatabaseUrl: 'postgres://127.0.0.1/x' }, / Did you mean DATABASE_URL\?$/],
    [{ port: '80' }, /^port is ignored: .+ Did you mean PORT\?$/],
    [{ ADMIN_PASSWD: 'first-pass-1' }, /^ADMIN_PASSWD is ignored: .+ Did you mean ADMIN_PASSWORD\?$/],
    [{ DATABASE_HOST: '10.0.0.1' }, /^DATABASE_HOST is ignored: there is no such setting\.$/],
  ])('is served with %j, with a warning about ignored settings', (variables, sentence) => {
    expect(startOn('own data', variables)).not.toThrow()
    const said = warnings('own data', variables)
    expect(said).toEqual([expect.stringMatching(sentence)])
    expect(said.join()).not.toContain('first-pass-1')
  })

  it.each<Variables>([
    {},
    { DEMO_DATA: 'off', DATA_DIR: '/data', PORT: '80', METRICS: 'off', NODE_ENV: 'production' },
    { ...POSTGRES, HOST: '0.0.0.0', TRUST_PROXY: '10.0.0.0/8' },
    { PATH: '/bin', HOME: '/root', HOSTNAME: 'x', DATABASE_SERVICE_HOST: '10.0.0.1', DATABASE_PORT_5432_TCP: 'x' },
    {
      TEST_DATABASE_URL: 'x',
      NODE_OPTIONS: 'x',
      npm_config_cache: 'x',
      XDG_DATA_DIRS: 'x',
      PGDATA: 'x',
      ADMIN_USER: '',
    },
  ])('is served with %j without a warning', (variables) => {
    expect(startOn('own data', variables)).not.toThrow()
    expect(warnings('own data', variables)).toEqual([])
  })
})

it('Arguments cause a warning that does not repeat them', () => {
  const start = { config: parseConfig({}), found: 'own data', holds: 'own data' } as const
  const given = { variables: {}, arguments: ['--admin-password=first-pass-1'] }
  expect(warningsOf(start, given)).toEqual([expect.stringMatching(/^Arguments are ignored: /)])
  expect(warningsOf(start, given).join()).not.toContain('first-pass-1')
})

describe('a start that fills the database', () => {
  it('warns of nothing it did', () => {
    expect(warnings('nothing', ADMIN, 'own data')).toEqual([])
    expect(warnings('nothing', { DEMO_DATA: 'on', DEMO_AGENTS: '9' }, 'demo data')).toHaveLength(1)
  })

  it('warns that it loads no demo data if the number of agents was given', () => {
    expect(warnings('nothing', { ...ADMIN, DEMO_AGENTS: '9' }, 'own data')).toEqual([
      expect.stringMatching(/^DEMO_AGENTS /),
    ])
  })
})
