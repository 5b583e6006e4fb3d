import path from 'node:path'
import { isLoopback, StartRefused, type Config } from '#server/config.ts'
import { unknownAmong, type Given } from '#server/unknown-settings.ts'

/** What a database holds. */
export type Holdings = 'nothing' | 'demo data' | 'own data'

/** What a start is told, and what it meets. */
export interface Start {
  config: Config
  /** Before the start itself put anything into the database. */
  found: Holdings
}

/** Answers a sentence where it applies. */
type Rule<Subject> = (subject: Subject) => string | false | undefined

const ADMIN = ['ADMIN_USER', 'ADMIN_PASSWORD', 'ADMIN_PASSWORD_FILE']

const givenAdmin = ({ given }: Config) => ADMIN.filter((name) => given.has(name)).join(' and ')

const isProduction = ({ NODE_ENV = '' }: Config) => /^prod/i.test(NODE_ENV)

/** Whether an empty database is to be filled with demo data. By default that is so where somebody tries it out. */
export const wantsDemoData = (config: Config): boolean =>
  config.DEMO_DATA === undefined
    ? config.DATABASE_URL === undefined && !isProduction(config) && !givenAdmin(config)
    : config.DEMO_DATA === 'on'

/** A setting that may show demo data to others than the person at this machine. Everybody knows the password of its accounts. */
interface Exposure {
  told: string
  but: string
  instead: string
}

function exposureOf(config: Config): Exposure | undefined {
  const { HOST, TRUST_PROXY, NODE_ENV } = config
  if (!isLoopback(HOST))
    return {
      told: `HOST is ${HOST}`,
      but: 'with demo data the server listens on loopback only',
      instead: 'set HOST=127.0.0.1',
    }
  if (TRUST_PROXY !== undefined)
    return {
      told: 'TRUST_PROXY is set',
      but: 'with demo data the server stands behind no proxy',
      instead: 'start without it',
    }
  if (isProduction(config))
    return {
      told: `NODE_ENV is ${NODE_ENV}`,
      but: 'demo data is for trying it out',
      instead: 'use `npm start`',
    }
  return undefined
}

const placeOf = ({ DATABASE_URL, DATA_DIR }: Config) =>
  DATABASE_URL === undefined
    ? { name: `the database in ${path.resolve(DATA_DIR)}`, another: 'set DATA_DIR to another folder' }
    : { name: 'the database of DATABASE_URL', another: 'name an empty database in DATABASE_URL' }

const OWN_USER = 'ADMIN_USER and ADMIN_PASSWORD (or ADMIN_PASSWORD_FILE)'

const ON_DEMO_DATA: readonly Rule<Config>[] = [
  (config) => {
    const exposure = exposureOf(config)
    if (!exposure) return false
    const { told, but, instead } = exposure
    const { name, another } = placeOf(config)
    return `${told}, but ${but}, which ${name} holds: ${instead}, or ${another} to begin with data of your own.`
  },
  (config) => {
    const told = config.DEMO_DATA === 'off' ? 'DEMO_DATA is off' : givenAdmin(config) && `${givenAdmin(config)} given`
    const { name, another } = placeOf(config)
    return told && `${told}, but ${name} holds demo data: ${another} to begin with data of your own.`
  },
]

const ON_AN_EMPTY_DATABASE: readonly Rule<Config>[] = [
  (config) =>
    config.DEMO_DATA === 'on' &&
    givenAdmin(config) &&
    `DEMO_DATA is on and ${givenAdmin(config)} given, but demo data has its own users: leave out the one or the other.`,
  (config) => {
    const exposure = wantsDemoData(config) && exposureOf(config)
    if (!exposure) return false
    const { told, but, instead } = exposure
    const withoutDemo = config.DEMO_DATA === 'on' ? 'start without DEMO_DATA and set' : 'set'
    return `${told}, but ${but}: ${instead}, or ${withoutDemo} ${OWN_USER} to begin with a user of your own.`
  },
  ({ given }) =>
    given.has('ADMIN_PASSWORD') &&
    given.has('ADMIN_PASSWORD_FILE') &&
    'ADMIN_PASSWORD and ADMIN_PASSWORD_FILE are both given: leave out one of them.',
  (config) => {
    const hasName = config.given.has('ADMIN_USER')
    const hasPassword = config.given.has('ADMIN_PASSWORD') || config.given.has('ADMIN_PASSWORD_FILE')
    if (wantsDemoData(config) || (hasName && hasPassword)) return false
    const exposure = exposureOf(config)
    const demo = exposure ? ` (no demo data, as ${exposure.told})` : ', or DEMO_DATA=on to try it out'
    return `The database is empty: set ${OWN_USER} to create the first user${demo}.`
  },
]

const REFUSALS: Readonly<Record<Holdings, readonly Rule<Config>[]>> = {
  nothing: ON_AN_EMPTY_DATABASE,
  'demo data': ON_DEMO_DATA,
  'own data': [],
}

/** Throws `StartRefused`, with the first reason that there is, where a start must not go on. */
export function refuseContradictions({ config, found }: Start): void {
  for (const rule of REFUSALS[found]) {
    const sentence = rule(config)
    if (sentence) throw new StartRefused(sentence)
  }
}

const WARNINGS: readonly Rule<Start & { holds: Holdings }>[] = [
  ({ holds }) =>
    holds === 'demo data' &&
    'The database holds demo data: everybody knows the password of its accounts, and only callers on this machine are let in.',
  ({ config: { HOST, TRUST_PROXY } }) =>
    !isLoopback(HOST) &&
    TRUST_PROXY === undefined &&
    `HOST is ${HOST} and TRUST_PROXY is not set: passwords travel in clear. Put a proxy with TLS in front, and name it in TRUST_PROXY.`,
  ({ config: { given } }) =>
    given.has('DATA_DIR') && given.has('DATABASE_URL') && 'DATA_DIR is not used: DATABASE_URL is set.',
  ({ found, config }) =>
    found === 'own data' &&
    givenAdmin(config) &&
    `${givenAdmin(config)} not used: they are for the first user of an empty database.`,
  ({ found, config }) =>
    found === 'own data' && config.DEMO_DATA === 'on' && 'DEMO_DATA=on is not done: the database holds other data.',
  ({ found, holds, config: { given } }) =>
    given.has('DEMO_AGENTS') &&
    !(found === 'nothing' && holds === 'demo data') &&
    'DEMO_AGENTS is not used: this start loads no demo data.',
]

/** What the log says of a start that goes on: what is risky, and what it was told and does not do. */
export const warningsOf = (start: Start & { holds: Holdings }, given: Given): string[] => [
  ...WARNINGS.flatMap((rule) => rule(start) || []),
  ...unknownAmong(given),
]
