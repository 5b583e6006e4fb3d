import { isIP } from 'node:net'
import * as z from 'zod'
import { password } from '#contract/agents.ts'
import { newUser } from '#contract/users.ts'

const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= from && value <= to, `must be from ${from} to ${to.toLocaleString('en')}`)

/** Names of networks that Fastify knows. */
const NETWORKS = new Set(['loopback', 'linklocal', 'uniquelocal'])

const BITS: Readonly<Record<number, number>> = { 4: 32, 6: 128 }

/** Accepts an address or a network, but not `/0`, which would trust everybody. */
function isProxy(name: string): boolean {
  if (NETWORKS.has(name)) return true
  const [, address = name, bits] = /^(.+)\/(\d{1,3})$/.exec(name) ?? []
  const most = BITS[isIP(address)]
  return most !== undefined && (bits === undefined || (Number(bits) >= 1 && Number(bits) <= most))
}

const environment = z.object({
  PORT: wholeNumber(0, 65_535).default(4300),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .refine((url) => URL.canParse(url), 'must be a URL')
    .optional(),
  DEMO_DATA: z.enum(['on', 'off'], 'must be on or off').optional(),
  DEMO_AGENTS: wholeNumber(1, 1_000_000).default(2000),
  TRUST_PROXY: z
    .string()
    .refine(
      (list) => list.split(',').every((each) => isProxy(each.trim())),
      'must be the addresses or networks of your proxies, separated by commas, such as 10.0.0.7 or 10.1.0.0/16',
    )
    .optional(),
  HISTORY_DAYS: wholeNumber(1, 36_500).optional(),
  COMMON_PASSWORDS: z.enum(['refuse', 'accept'], 'must be refuse or accept').default('refuse'),
  METRICS: z.enum(['loopback', 'on', 'off'], 'must be loopback, on or off').default('loopback'),
  NODE_ENV: z.string().trim().optional(),
  METRICS_TOKEN: z.string().min(16, 'must be at least 16 characters').optional(),
  ADMIN_USER: z.optional(newUser.shape.userName),
  ADMIN_PASSWORD: z.optional(password),
  ADMIN_PASSWORD_FILE: z.string().optional(),
})

/** The names of all variables that the server reads. */
export const VARIABLES: readonly string[] = Object.keys(environment.shape)

/** The settings, with defaults for those that the environment leaves out. Names are as in the README. */
export type Config = z.infer<typeof environment> & {
  /** The variables that the environment sets. */
  given: ReadonlySet<string>
}

/** A sentence for the person who starts the server, which then stops. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused'
}

/** Never repeated, not even a refused one. */
const SECRETS = ['ADMIN_PASSWORD', 'DATABASE_URL', 'METRICS_TOKEN']

/** Throws `StartRefused` on a bad value. An empty variable counts as not set. */
export function parseConfig(variables: Record<string, string | undefined>): Config {
  const said = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()))
  const result = environment.safeParse(said)
  if (result.success) return { ...result.data, given: new Set(VARIABLES.filter((name) => name in said)) }
  const { path, message } = result.error.issues[0] ?? { path: [], message: 'cannot be read' }
  const name = path.join('.')
  const value = SECRETS.includes(name) ? 'another' : `"${said[name] ?? ''}"`
  throw new StartRefused(`${name}: ${message} (${value} was given).`)
}

/** Deletes the secrets from an environment, so that child processes and crash reports do not contain them. */
export function forgetSecrets(variables: Record<string, string | undefined>): void {
  for (const name of SECRETS) delete variables[name]
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/

export const isLoopback = (host: string) => LOOPBACK.test(host)
