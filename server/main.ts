import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '#server/app.ts'
import { forgetSecrets, isLoopback, parseConfig, type Config } from '#server/config.ts'
import { openDatabase, type DatabaseLocation } from '#server/database/open.ts'
import type { Database } from '#server/database/tables.ts'
import { fillEmptyDatabase } from '#server/first-start/fill-empty-database.ts'
import { Drain } from '#server/http/drain.ts'
import { inBatches } from '#server/http/log.ts'
import { startSentence } from '#server/start-failures.ts'
import { warningsOf } from '#server/start-rules.ts'
import { compareNames } from '#server/similar-names.ts'

// A stop takes at most this long, requests in flight included.
const DRAIN_MS = 9000

// Files that the server creates are private to its user: the database holds password hashes.
process.umask(0o077)

// Without this, the server would end with the reader of its log.
process.stdout.on('error', () => {})

const dashboardFolder = fileURLToPath(new URL('../dist', import.meta.url))

try {
  const config = parseConfig(process.env)
  forgetSecrets(process.env)
  await start(config)
} catch (error) {
  console.error(startSentence(error))
  process.exit(1)
}

async function start(config: Config): Promise<void> {
  let warnings: readonly string[] = []
  const database = await openDatabase(locationOf(config), async (db) => {
    const filled = await fillEmptyDatabase(db, config, console.log)
    warnings = warningsOf({ config, ...filled }, { variables: process.env, arguments: process.argv.slice(2) })
    await compareNames(db, console.log)
  })
  const drain = new Drain()
  try {
    const app = await buildApp({
      database,
      dashboardFolder,
      // A person who starts it wants to read where it is; a service keeps the whole log.
      log: { level: process.stdout.isTTY ? 'warn' : 'info', stream: inBatches(process.stdout) },
      drain,
      acceptsCommonPasswords: config.COMMON_PASSWORDS === 'accept',
      metrics: config.METRICS,
      isLocal: isLoopback(config.HOST) && config.TRUST_PROXY === undefined,
      ...(config.HISTORY_DAYS !== undefined && { historyDays: config.HISTORY_DAYS }),
      ...(config.METRICS_TOKEN !== undefined && { metricsToken: config.METRICS_TOKEN }),
      ...(config.TRUST_PROXY !== undefined && { trustProxy: config.TRUST_PROXY }),
    })
    const address = await app.listen({ host: config.HOST, port: config.PORT })
    stopOnSignal(app, database, drain)
    for (const warning of warnings) warn(app, warning)
    console.log(`Agent Console is ready at ${address}`)
  } catch (error) {
    await database.destroy()
    throw error
  }
}

/** Prints plain text on a terminal, and a line of the log elsewhere. */
function warn(app: FastifyInstance, sentence: string): void {
  if (process.stdout.isTTY) console.log(sentence)
  else app.log.warn({ event: 'start' }, sentence)
}

function locationOf({ DATABASE_URL: url, DATA_DIR }: Config): DatabaseLocation {
  return url === undefined ? { dataDir: path.resolve(DATA_DIR) } : { url }
}

/** Stops serving: callers hear of it, requests in flight finish, the database closes, exit 0; a second signal does not wait. */
function stopOnSignal(app: FastifyInstance, database: Database, drain: Drain): void {
  const stop = async () => {
    setTimeout(() => process.exit(1), DRAIN_MS).unref()
    await drain.begin()
    await app.close()
    await database.destroy()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())
}
