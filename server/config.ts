import * as z from 'zod'
import { password } from '#contract/agents.ts'

const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= from && value <= to, `must be from ${from} to ${to.toLocaleString('en')}`)

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
  TRUST_PROXY: z.string().optional(),
  METRICS: z.enum(['loopback', 'on', 'off'], 'must be loopback, on or off').default('loopback'),
  METRICS_TOKEN: z.string().min(16, 'must be at least 16 characters').optional(),
  ADMIN_USER: z.string().trim().max(100, 'must be at most 100 characters').optional(),
  ADMIN_PASSWORD: z.optional(password),
})

/** What the environment says, or what it leaves to us. Names are as in the README. */
export type Config = Omit<z.infer<typeof environment>, 'DEMO_DATA'> & { DEMO_DATA: 'on' | 'off' }

/** A sentence for who starts the server; the start stops with it. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused'
}

/** Never repeated, not even a refused one. */
const SECRETS = new Set(['ADMIN_PASSWORD', 'DATABASE_URL', 'METRICS_TOKEN'])

/** Throws `StartRefused` on a bad value. An empty variable counts as not set. */
export function parseConfig(variables: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const result = environment.safeParse(given)
  // Demo data is for trying it out on one machine; a database server is rather somebody's own.
  if (result.success)
    return {
      ...result.data,
      DEMO_DATA: result.data.DEMO_DATA ?? (result.data.DATABASE_URL === undefined ? 'on' : 'off'),
    }
  const { path, message } = result.error.issues[0] ?? { path: [], message: 'cannot be read' }
  const name = path.join('.')
  const value = SECRETS.has(name) ? 'another' : `"${given[name] ?? ''}"`
  throw new StartRefused(`${name}: ${message} (${value} was given).`)
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/

export const isLoopback = (host: string) => LOOPBACK.test(host)
