import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '#server/app.ts'
import { isLoopback, parseConfig, StartRefused, type Config } from '#server/config.ts'
import { demoAccounts } from '#server/database/demo-data.ts'
import { openDatabase, type DatabaseLocation } from '#server/database/open.ts'
import type { Database } from '#server/database/tables.ts'
import { fillEmptyDatabase } from '#server/first-start.ts'
import { Drain } from '#server/http/drain.ts'
import { inBatches } from '#server/http/log.ts'

// A stop takes at most this long, requests in flight included.
const DRAIN_MS = 9000

// Without this, the end of whoever reads the log would be the server's.
process.stdout.on('error', () => {})

const dashboardFolder = fileURLToPath(new URL('../dist', import.meta.url))

try {
  await start(parseConfig(process.env))
} catch (error) {
  console.error(sentenceOf(error))
  process.exit(1)
}

async function start(config: Config): Promise<void> {
  let isDemo = false
  const database = await openDatabase(locationOf(config), async (db) => {
    isDemo = await fillEmptyDatabase(db, config, console.log)
  })
  const drain = new Drain()
  try {
    const app = await buildApp({
      database,
      dashboardFolder,
      // A person who starts it wants to read where it is; a service keeps the whole log.
      log: { level: process.stdout.isTTY ? 'warn' : 'info', stream: inBatches(process.stdout) },
      drain,
      demoAccounts: isDemo ? demoAccounts : [],
      metrics: config.METRICS,
      isLocal: isLoopback(config.HOST) && config.TRUST_PROXY === undefined,
      ...(config.METRICS_TOKEN !== undefined && { metricsToken: config.METRICS_TOKEN }),
      ...(config.TRUST_PROXY !== undefined && { trustProxy: config.TRUST_PROXY }),
    })
    const address = await app.listen({ host: config.HOST, port: config.PORT })
    stopOnSignal(app, database, drain)
    console.log(`Agent Console is ready at ${address}`)
  } catch (error) {
    await database.destroy()
    throw error
  }
}

function locationOf({ DATABASE_URL: url, DATA_DIR }: Config): DatabaseLocation {
  return url === undefined ? { dataDir: path.resolve(DATA_DIR) } : { url }
}

/** Whoever sends requests here hears of it, requests in flight finish, the database closes, exit 0; a second signal does not wait. */
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

/** A refusal and a failed system call speak for themselves; anything else is a defect, and its trace is what helps. */
function sentenceOf(error: unknown): unknown {
  if (error instanceof StartRefused) return error.message
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return error
  if (error.code.startsWith('SQLITE_'))
    return `The server did not start: the database cannot be opened (${error.message}).`
  if (!('syscall' in error)) return error
  if (error.code === 'EADDRINUSE') return `The server did not start: PORT ${process.env['PORT'] ?? ''} is in use.`
  return `The server did not start: ${error.message}.`
}
