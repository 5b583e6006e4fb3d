// Sends sqlmap and wapiti at a server of its own, on loopback, with the demo data's rows in a folder that holds the reports as well. Exits
// with 1 where they find something, or where the server fails at anything.
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { allOperations } from '#contract/apis.ts'
import { fillOwnSite } from '#server/testing/own-site.ts'
import { startServerProcess } from '#server/testing/server-process.ts'
import { timeRefusals } from './callers.ts'
import { runSqlmap } from './sqlmap.ts'
import { Tools } from './tools.ts'
import { runWapiti } from './wapiti.ts'

const SECONDS_PER_REQUEST = Number(process.env['ATTACK_SECONDS'] ?? 60)

const reports = mkdtempSync(path.join(tmpdir(), 'agent-console-attack-'))
const serverLog = path.join(reports, 'server.log')
const tools = new Tools(reports)

/** Resolves to how much it found. */
async function attack(): Promise<number> {
  console.log(`Reports: ${reports}`)
  const dataDir = path.join(reports, 'data')
  await fillOwnSite({ dataDir }, 200)
  const variables = {
    NODE_ENV: 'production',
    DATA_DIR: dataDir,
    // Each request comes from an address of its own: the target is the server, not its rate limits.
    TRUST_PROXY: '127.0.0.1',
  }
  const server = await startServerProcess(variables, { output: createWriteStream(serverLog) })
  const times = await timeRefusals(server.url)
  const injection = await runSqlmap(server.url, { tools, reports, seconds: SECONDS_PER_REQUEST })
  const wapiti = await runWapiti(server.url, allOperations, { tools, reports, seconds: 3 * SECONDS_PER_REQUEST })
  // It writes its log to the end.
  await server.end('SIGTERM')
  const { requests, failed, slowest, refused } = readServerLog()

  const ms = (value: number) => `${value.toFixed(1)} ms`
  const ratio = Math.max(...Object.values(times)) / Math.min(...Object.values(times))
  console.log(`
Refused sign-ins, median: wrong password ${ms(times.wrong)}, unknown name ${ms(times.unknown)}, locked ${ms(times.locked)}; ratio ${ratio.toFixed(2)}
sqlmap: ${injection.requests} kinds of request, ${injection.findings.length} injectable, ${injection.untested.length} not tested, ${injection.cutShort.length} stopped after ${SECONDS_PER_REQUEST} s
wapiti: ${wapiti.findings.length} findings, and ${wapiti.expected} as expected
The server: ${requests} requests, ${refused} refused, ${failed.length} failed, the slowest took ${ms(slowest)}`)
  if (injection.untested.length) console.log(`  not tested: ${injection.untested.join(', ')}`)
  for (const finding of [...injection.findings, ...wapiti.findings]) console.log(`  found: ${finding}`)
  for (const { operation, route, status, reqId } of failed)
    console.log(`  failed: ${operation ?? route} ${status} ${reqId}`)
  return injection.findings.length + injection.untested.length + wapiti.findings.length + failed.length
}

/** A line of the log, as far as it is read here. */
interface Line {
  msg: string
  status: number
  reqId: string
  route: string
  operation?: string
  ms?: number
  /** The counted requests, by operation and status. */
  requests?: Record<string, Record<string, number>>
}

/** The server's own log of it all. */
function readServerLog() {
  const lines = readFileSync(serverLog, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line)
  const requests = lines.filter(({ msg }) => msg === 'request')
  const counted = lines
    .flatMap((line) => Object.values(line.requests ?? {}))
    .flatMap((statuses) => Object.entries(statuses))
    .map(([status, count]) => ({ status: Number(status), count }))
  const sum = (some: readonly { count: number }[]) => some.reduce((total, { count }) => total + count, 0)
  return {
    requests: requests.length + sum(counted),
    failed: requests.filter(({ status }) => status >= 500 && status !== 503),
    slowest: Math.max(...requests.map(({ ms }) => ms ?? 0)),
    refused: requests.filter(({ status }) => status >= 400).length + sum(counted.filter(({ status }) => status >= 400)),
  }
}

let found = 1
try {
  const missing = (await tools.missing()).join(' and ')
  if (missing) {
    console.error(`npm run attack needs ${missing}, not installed here (Debian: apt-get install sqlmap wapiti).`)
    rmSync(reports, { recursive: true })
  } else found = await attack()
} finally {
  tools.end()
}
process.exit(found ? 1 : 0)
