import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import Fastify, { type FastifyInstance } from 'fastify'
import { apis, type Apis } from '#contract/apis.ts'
import type { Config } from '#server/config.ts'
import { createBulkChanges } from '#server/bulk-changes/bulk-changes.ts'
import { createAccounts } from '#server/accounts/local-accounts.ts'
import { passwordQueue } from '#server/accounts/passwords.ts'
import type { DashboardContext } from '#server/dashboard/context.ts'
import { createDashboard } from '#server/dashboard/dashboard.ts'
import { createDirectory } from '#server/directory/local-directory.ts'
import { createOwnAccount } from '#server/dashboard/own-account.ts'
import { demoAccounts } from '#server/first-start/load-demo-data.ts'
import { hasDemoData } from '#server/database/site.ts'
import type { Database } from '#server/database/tables.ts'
import { openHistory } from '#server/history/history.ts'
import { trusting } from '#server/http/addresses.ts'
import { serveApiPage } from '#server/http/api-page.ts'
import { Arrivals } from '#server/http/arrivals.ts'
import { Bodies } from '#server/http/bodies.ts'
import { parseBodies } from '#server/http/body.ts'
import { answerBrokenRequests, noteReplies, refuseExpectations } from '#server/http/broken-requests.ts'
import { limitConnections } from '#server/http/connections.ts'
import { Drain, letGoOf } from '#server/http/drain.ts'
import { answerErrors, answerFrameworkErrors } from '#server/http/errors.ts'
import { serveHealth } from '#server/http/health.ts'
import { refuseOtherHosts } from '#server/http/host.ts'
import { knowAllMethods, answerOtherMethods } from '#server/http/other-methods.ts'
import { withoutVersion } from '#server/http/leniency.ts'
import { limit, limiting, LIMITS, type Limits } from '#server/http/limits.ts'
import { logEvent, logEventOf, logging, type Log } from '#server/http/log.ts'
import { serveMetrics } from '#server/http/metrics.ts'
import { serveDocument } from '#server/http/openapi/serve.ts'
import { warnOfProxies } from '#server/http/proxy-headers.ts'
import { RequestLog } from '#server/http/request-log.ts'
import { serve, type ServeOptions } from '#server/http/routes.ts'
import type { Implementation } from '#server/operations/implementation.ts'
import { createLocalPlatform } from '#server/platform/local/local-platform.ts'
import { Retention } from '#server/retention.ts'
import { createViews } from '#server/views/views.ts'
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
  /** Whether the Configuration API takes common passwords, as the platform does. */
  acceptsCommonPasswords?: boolean
  /** The days that history is kept; without it, for ever. */
  historyDays?: number
  /** The readers of the metrics. */
  metrics?: Config['METRICS']
  /** The token that they must send, if any. */
  metricsToken?: string
  /** Whether only programs on this machine can reach it, so that no other host name makes sense. */
  isLocal?: boolean
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
  acceptsCommonPasswords = false,
  historyDays,
  metrics: exposure = 'off',
  metricsToken,
  isLocal = false,
}: AppOptions): Promise<FastifyInstance> {
  const requests = new RequestLog(clock)
  const isProxy = trustProxy === undefined ? undefined : trusting(trustProxy)
  const app = Fastify({
    ...logging(log),
    ...limiting(limits),
    forceCloseConnections: 'idle',
    // Requests sent before their sender heard of the end are answered like all others.
    return503OnClosing: false,
    frameworkErrors: answerFrameworkErrors(requests),
    clientErrorHandler: answerBrokenRequests(requests),
    trustProxy: isProxy ?? false,
    rewriteUrl: ({ url = '/' }) => withoutVersion(url),
    routerOptions: {
      caseSensitive: false,
      ignoreDuplicateSlashes: true,
      ignoreTrailingSlash: true,
      // One limit for all of a URL is enough.
      maxParamLength: limits.url,
    },
  })
  requests.follow(app)
  const arrivals = new Arrivals()
  arrivals.follow(app)
  noteReplies(app)
  refuseExpectations(app, requests)
  answerErrors(app, requests)
  if (trustProxy === undefined) warnOfProxies(app)
  sendSecurityHeaders(app)
  knowAllMethods(app)
  parseBodies(app)
  if (isLocal) refuseOtherHosts(app)
  limit(app, limits)
  limitConnections(app, limits, isProxy)
  letGoOf(app, drain)
  // The dashboard's own files are compressed when it is built; this is for replies and for the document.
  await app.register(compress, {
    globalDecompression: false,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  })

  const metrics = serveMetrics(app, db, { exposure, token: metricsToken, passwords: passwordQueue })
  const platform = createLocalPlatform({ db, clock, acceptsCommonPasswords })
  const accounts = createAccounts({ db, clock })
  const calls: ServeOptions = {
    identify: accounts.identify,
    bodies: new Bodies(limits.bodies),
    checkHolds: limits.checkHolds,
    note(request, event) {
      logEvent(request, event)
      if (!('count' in event) && event.event !== 'list-exported') metrics.count(event)
    },
    clock,
  }
  const directory = createDirectory({ db, clock })
  const history = openHistory(db)
  const bulkChanges = createBulkChanges({
    db,
    clock,
    platform,
    accounts,
    directory,
    history,
    arrivals,
    log: {
      note: (event, by) => logEventOf(app.log, event, by),
      failed: (error) => app.log.error(error),
    },
  })
  app.addHook('onListen', (done) => {
    bulkChanges.runner.start()
    done()
  })
  app.addHook('preClose', () => bulkChanges.runner.stop())
  if (historyDays !== undefined) {
    const retention = new Retention(
      {
        db,
        history,
        clock,
        log: {
          deleted: (count) => app.log.info({ event: 'history-deleted', count }, 'history-deleted'),
          failed: (error) => app.log.error(error),
        },
      },
      historyDays,
    )
    app.addHook('onListen', (done) => {
      retention.start()
      done()
    })
    app.addHook('preClose', () => retention.stop())
  }
  const isDemo = await hasDemoData(db)
  const implementations: { [Name in keyof Apis]: Implementation<Apis[Name], DashboardContext> } = {
    configuration: platform.operations,
    dashboard: createDashboard({
      platform,
      accounts,
      directory,
      history,
      demoAccounts: isDemo ? demoAccounts : [],
    }),
    bulkChanges: bulkChanges.operations,
    users: accounts.users,
    ownAccount: createOwnAccount(accounts),
    views: createViews({ db }),
  }
  for (const [name, api] of Object.entries(apis))
    // The list's own names.
    serve(app, api, implementations[name as keyof Apis], calls)

  serveDocument(app)
  serveHealth(app, drain, () => isUp(db))
  for (const url of ['/openapi.json', '/healthz', '/readyz']) answerOtherMethods(app, url, ['GET'])
  serveApiPage(app, dashboardFolder)
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
