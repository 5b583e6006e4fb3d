import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import Fastify, { type FastifyInstance } from 'fastify'
import { apis, type Apis } from '#contract/apis.ts'
import type { Config } from '#server/config.ts'
import { createConfiguration } from '#server/configuration/configuration.ts'
import { createDashboard, type DashboardContext } from '#server/dashboard/dashboard.ts'
import { createOwnAccount } from '#server/dashboard/own-account.ts'
import { demoAccounts } from '#server/database/demo-data.ts'
import { hasDemoData } from '#server/database/site.ts'
import type { Database } from '#server/database/tables.ts'
import { openHistory } from '#server/history/history.ts'
import { trusting } from '#server/http/addresses.ts'
import { parseBodies } from '#server/http/body.ts'
import { answerBrokenRequest, noteReplies } from '#server/http/broken-requests.ts'
import { Drain, letGoOf } from '#server/http/drain.ts'
import { answerErrors, answerFrameworkError } from '#server/http/errors.ts'
import { serveHealth } from '#server/http/health.ts'
import { withoutVersion } from '#server/http/leniency.ts'
import { limit, limiting, LIMITS, type Limits } from '#server/http/limits.ts'
import { logEvent, logging, logRequests, type Log } from '#server/http/log.ts'
import { serveMetrics } from '#server/http/metrics.ts'
import { openApiDocument } from '#server/http/openapi.ts'
import { warnOfProxies } from '#server/http/proxy-headers.ts'
import { serve, type ServeOptions } from '#server/http/routes.ts'
import type { Implementation } from '#server/operations/implementation.ts'
import { sendSecurityHeaders } from '#server/http/security-headers.ts'
import { serveDashboard } from '#server/http/static-files.ts'

export interface AppOptions {
  database: Database
  /** The folder with the built dashboard; without a build there, the API is served alone. */
  dashboardFolder: string
  /** Milliseconds since 1970-01-01 GMT. */
  clock?: () => number
  /** The proxies whose word is taken for a caller's address and protocol: addresses or networks, separated by commas. */
  trustProxy?: string
  /** Without it, failures of the server itself go to standard output, and nothing else. */
  log?: Log
  limits?: Limits
  /** How the server learns that it is to end. */
  drain?: Drain
  /** Who may read what is measured. */
  metrics?: Config['METRICS']
}

/** Builds the whole server, without listening: no side effects, so a test builds the real thing. */
export async function buildApp({
  database: db,
  dashboardFolder,
  clock = Date.now,
  trustProxy,
  log = { level: 'error', stream: process.stdout },
  limits = LIMITS,
  drain = new Drain(),
  metrics: exposure = 'off',
}: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    ...logging(log),
    ...limiting(limits),
    forceCloseConnections: 'idle',
    // What was sent here before the sender heard of the end is answered like all else.
    return503OnClosing: false,
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: answerBrokenRequest,
    trustProxy: trustProxy === undefined ? false : trusting(trustProxy),
    rewriteUrl: ({ url = '/' }) => withoutVersion(url),
    routerOptions: {
      caseSensitive: false,
      ignoreDuplicateSlashes: true,
      ignoreTrailingSlash: true,
      // One limit for all of a URL is enough.
      maxParamLength: limits.url,
    },
  })
  logRequests(app)
  noteReplies(app)
  answerErrors(app)
  if (trustProxy === undefined) warnOfProxies(app)
  parseBodies(app)
  sendSecurityHeaders(app)
  limit(app, limits)
  letGoOf(app, drain)
  // The dashboard's own files are compressed when it is built; this is for replies and for the document.
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  })

  const metrics = serveMetrics(app, db, exposure)
  const configuration = createConfiguration({ db, clock })
  const calls: ServeOptions = {
    identify: configuration.identify,
    note(request, event) {
      logEvent(request, event)
      metrics.count(event)
    },
    clock,
  }
  const isDemo = await hasDemoData(db)
  const implementations: { [Name in keyof Apis]: Implementation<Apis[Name], DashboardContext> } = {
    configuration: configuration.operations,
    dashboard: createDashboard({ configuration, history: openHistory(db), demoAccounts: isDemo ? demoAccounts : [] }),
    users: configuration.users,
    ownAccount: createOwnAccount(configuration),
  }
  for (const [name, api] of Object.entries(apis))
    // The list's own names.
    serve(app, api, implementations[name as keyof Apis], calls)

  const document = openApiDocument(apis.configuration)
  app.get('/openapi.json', () => document)
  serveHealth(app, drain, () => isUp(db))
  await serveDashboard(app, dashboardFolder)
  return app
}

const isUp = (db: Database) =>
  db
    .selectFrom('client')
    .select('id')
    .limit(1)
    .execute()
    .then(
      () => true,
      () => false,
    )
