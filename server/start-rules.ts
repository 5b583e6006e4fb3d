import path from 'node:path'
import { isLoopback, StartRefused, type Config } from '#server/config.ts'
import { unknownAmong, type Given } from '#server/unknown-settings.ts'

export type Holdings = 'nothing' | 'demo data' | 'own data'

interface Start {
  config: Config
  /** The content of the database before this start filled it. */
  found: Holdings
}

/** Returns a sentence if it applies. */
type Rule<Subject> = (subject: Subject) => string | false | undefined

const ADMIN = ['ADMIN_USER', 'ADMIN_PASSWORD', 'ADMIN_PASSWORD_FILE']

/** Lists the variables for the first user that are set; empty if none is. */
const adminIn = ({ given }: Config) => ADMIN.filter((name) => given.has(name)).join(' and ')

const isOrAre = (list: string) => (list.includes(' and ') ? 'are' : 'is')

const isProduction = ({ NODE_ENV = '' }: Config) => /^prod/i.test(NODE_ENV)

/** Whether to fill an empty database with demo data. The default is yes for a trial on one's own machine. */
export const wantsDemoData = (config: Config): boolean =>
  config.DEMO_DATA === undefined
    ? config.DATABASE_URL === undefined && !isProduction(config) && !adminIn(config)
    : config.DEMO_DATA === 'on'

/** A setting that could open demo data to other people. Everybody knows the password of its accounts. */
interface Exposure {
  setting: string
  rule: string
  remedy: string
}

function exposureIn(config: Config): Exposure | undefined {
  const { HOST, TRUST_PROXY, NODE_ENV } = config
  if (!isLoopback(HOST))
    return {
      setting: `HOST is ${HOST}`,
      rule: 'with demo data the server listens on loopback only',
      remedy: 'set HOST=127.0.0.1',
    }
  if (TRUST_PROXY !== undefined)
    return {
      setting: 'TRUST_PROXY is set',
      rule: 'demo data is never served behind a proxy',
      remedy: 'remove it',
    }
  if (isProduction(config))
    return {
      setting: `NODE_ENV is ${NODE_ENV}`,
      rule: 'demo data is never served in production',
      remedy: 'use `npm start`',
    }
  return undefined
}

const placeOf = ({ DATABASE_URL, DATA_DIR }: Config) =>
  DATABASE_URL === undefined
    ? { database: `the database in ${path.resolve(DATA_DIR)}`, startOver: 'set DATA_DIR to another folder' }
    : { database: 'the database of DATABASE_URL', startOver: 'name an empty database in DATABASE_URL' }

const FIRST_USER = 'ADMIN_USER and ADMIN_PASSWORD (or ADMIN_PASSWORD_FILE)'

const ON_DEMO_DATA: readonly Rule<Config>[] = [
  (config) => {
    const exposure = exposureIn(config)
    if (!exposure) return false
    const { setting, rule, remedy } = exposure
    const { database, startOver } = placeOf(config)
    return `${setting}, but ${rule}, and ${database} holds demo data: ${remedy}, or ${startOver} to start with your own data.`
  },
  (config) => {
    const setting = config.DEMO_DATA === 'off' ? 'DEMO_DATA=off' : adminIn(config)
    const { database, startOver } = placeOf(config)
    return (
      setting &&
      `${setting} ${isOrAre(setting)} given, but ${database} holds demo data: ${startOver} to start with your own data.`
    )
  },
]

const ON_AN_EMPTY_DATABASE: readonly Rule<Config>[] = [
  (config) =>
    config.DEMO_DATA === 'on' &&
    adminIn(config) &&
    `DEMO_DATA=on and ${adminIn(config)} are given, but demo data has its own users: remove one or the other.`,
  (config) => {
    const exposure = wantsDemoData(config) && exposureIn(config)
    if (!exposure) return false
    const { setting, rule, remedy } = exposure
    const instead = config.DEMO_DATA === 'on' ? 'replace DEMO_DATA=on by' : 'set'
    return `${setting}, but ${rule}: ${remedy}, or ${instead} ${FIRST_USER} to start with your own user.`
  },
  ({ given }) =>
    given.has('ADMIN_PASSWORD') &&
    given.has('ADMIN_PASSWORD_FILE') &&
    'ADMIN_PASSWORD and ADMIN_PASSWORD_FILE are both given: remove one of them.',
  (config) => {
    const hasName = config.given.has('ADMIN_USER')
    const hasPassword = config.given.has('ADMIN_PASSWORD') || config.given.has('ADMIN_PASSWORD_FILE')
    if (wantsDemoData(config) || (hasName && hasPassword)) return false
    const exposure = exposureIn(config)
    const demo = exposure ? ` (no demo data, because ${exposure.setting})` : ', or DEMO_DATA=on to try it out'
    return `The database is empty: set ${FIRST_USER} to create the first user${demo}.`
  },
]

const REFUSALS: Readonly<Record<Holdings, readonly Rule<Config>[]>> = {
  nothing: ON_AN_EMPTY_DATABASE,
  'demo data': ON_DEMO_DATA,
  'own data': [],
}

/** Throws `StartRefused` if the settings contradict each other or the content of the database. */
export function refuseContradictions({ config, found }: Start): void {
  for (const rule of REFUSALS[found]) {
    const sentence = rule(config)
    if (sentence) throw new StartRefused(sentence)
  }
}

const WARNINGS: readonly Rule<Start & { holds: Holdings }>[] = [
  ({ holds }) =>
    holds === 'demo data' &&
    'The database holds demo data: everybody knows the password of its accounts, so they can only sign in on this machine.',
  ({ config: { HOST, TRUST_PROXY } }) =>
    !isLoopback(HOST) &&
    TRUST_PROXY === undefined &&
    `HOST is ${HOST} and TRUST_PROXY is not set: passwords travel unencrypted. Put a proxy with TLS in front and name it in TRUST_PROXY.`,
  ({ config: { given } }) =>
    given.has('DATA_DIR') && given.has('DATABASE_URL') && 'DATA_DIR is ignored: DATABASE_URL is set.',
  ({ found, config }) =>
    found === 'own data' &&
    adminIn(config) &&
    `${adminIn(config)} ${isOrAre(adminIn(config))} ignored: the database already has users.`,
  ({ found, config }) =>
    found === 'own data' && config.DEMO_DATA === 'on' && 'DEMO_DATA=on is ignored: the database already holds data.',
  ({ found, holds, config: { given } }) =>
    given.has('DEMO_AGENTS') &&
    !(found === 'nothing' && holds === 'demo data') &&
    'DEMO_AGENTS is ignored: this start loads no demo data.',
]

/** Returns sentences about risks, and about settings that this start ignores. */
export const warningsOf = (start: Start & { holds: Holdings }, given: Given): string[] => [
  ...WARNINGS.flatMap((rule) => rule(start) || []),
  ...unknownAmong(given),
]
