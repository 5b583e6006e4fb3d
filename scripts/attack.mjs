import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { register } from 'tsx/esm/api'
import { attempt, root, SetUpError } from './run.mjs'
import { setUpDashboard, setUpDependencies } from './setup.mjs'

// Sends sqlmap and wapiti at a server of its own, on loopback, with demo data in a folder that holds the reports as well. Exits
// with 1 where they find something, or where the server fails at anything.

const SECONDS_PER_REQUEST = Number(process.env.ATTACK_SECONDS ?? 60)
const SECONDS_OF_WAPITI = 3 * SECONDS_PER_REQUEST

const reports = mkdtempSync(join(tmpdir(), 'agent-console-attack-'))
const children = new Set()

/** Runs a command with its output in a file, for so long at most, and resolves to what it printed. */
function run(command, args, { log, seconds }) {
  return new Promise((resolve, reject) => {
    // Both keep state in the home folder: here, that is the reports'.
    const child = spawn(command, args, { env: { ...process.env, HOME: reports }, stdio: ['ignore', 'pipe', 'pipe'] })
    children.add(child)
    const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(timer)
      children.delete(child)
      if (log) writeFileSync(join(reports, log), output)
      resolve({ output, isComplete: code !== null })
    })
  })
}

async function requireTools() {
  for (const tool of ['sqlmap', 'wapiti'])
    await run(tool, ['--version'], { seconds: 60 }).catch(() => {
      throw new SetUpError(
        `npm run attack needs ${tool}, which is not installed (Debian: apt-get install sqlmap wapiti).`,
      )
    })
}

/** Resolves to its address. Its log, a line per request, goes to a file. */
function startServer() {
  const env = {
    ...process.env,
    DATABASE_URL: '',
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    DEMO_DATA: 'on',
    DEMO_AGENTS: '200',
    DATA_DIR: join(reports, 'data'),
    // Each request is sent as from an address of its own: what is attacked is the server, and not its patience.
    TRUST_PROXY: '127.0.0.1',
  }
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.add(child)
  const log = createWriteStream(join(reports, 'server.log'))
  return new Promise((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      log.write(`${line}\n`)
      const ready = /ready at (http:\S+)$/.exec(line)
      if (ready) resolve(new URL(ready[1]))
    })
    child.on('exit', (code) => reject(new Error(`The server ended with code ${code}.`)))
  })
}

/** HTTPS is a proxy's, and the filter that this header of Internet Explorer turned on did more harm than good. */
const EXPECTED = ['Strict-Transport-Security is not set', 'X-XSS-Protection is not set']

let callers = 0

/** An address that nobody has, for each request another. */
const fromSomewhere = () => `198.18.${Math.floor(callers / 250) % 250}.${1 + (callers++ % 250)}`

const post = (url, body) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': fromSomewhere() },
    body: JSON.stringify(body),
  })

async function signIn(address, userName = 'sysadmin') {
  const reply = await post(new URL('/session/login', address), {
    clientName: 'DEMO',
    userName,
    password: 'demo-pass-1',
  })
  if (!reply.ok) throw new Error(`${userName} cannot sign in: ${reply.status}`)
  return (await reply.json()).sessionId
}

/** How long each refused sign-in takes, in turns, so that a busy moment meets all alike: their medians, in milliseconds. */
async function timeRefusals(address) {
  const url = new URL('/session/login', address)
  const as = (userName, agent = false) => ({ clientName: 'DEMO', userName, password: 'wrong-one-1', agent })
  for (let i = 0; i < 5; i++) await post(url, as('ituser'))
  const cases = { unknown: as('nobody'), locked: as('ituser'), wrong: undefined }
  const times = { unknown: [], locked: [], wrong: [] }
  // A user is locked by the fifth wrong password, so that a right one comes after every third.
  for (let round = 0; round < 30; round++) {
    if (round % 3 === 0) await signIn(address, 'teamlead')
    for (const [name, body = as('teamlead')] of Object.entries(cases)) {
      const start = performance.now()
      await (await post(url, body)).text()
      times[name].push(performance.now() - start)
    }
  }
  return Object.fromEntries(
    Object.entries(times).map(([name, all]) => [name, all.sort((a, b) => a - b)[all.length >> 1]]),
  )
}

async function runSqlmap(address, operations) {
  const { requestsTo } = await import('./attack-requests.mjs')
  const listed = await fetch(new URL('/configuration/agents?count=200&offset=0', address), {
    headers: { 'LV-Session': await signIn(address) },
  })
  const agents = (await listed.json()).agent
  const result = { requests: 0, cutShort: [], untested: [], findings: [] }
  for (const [name, operation] of Object.entries(operations)) {
    // An agent of its own, for what deletes it.
    const target = { host: address.host, session: await signIn(address), agent: agents.pop() }
    for (const [i, request] of requestsTo(operation, target).entries()) {
      const verdict = await sqlmap(`${name}-${i + 1}`, request)
      result.requests += 1
      if (verdict in result) result[verdict].push(name)
      console.log(`sqlmap ${name}: ${verdict}`)
    }
  }
  return result
}

async function sqlmap(name, request) {
  const file = join(reports, `${name}.http`)
  writeFileSync(file, request)
  const settings = ['--batch', '--ignore-stdin', '--disable-coloring', `--output-dir=${reports}/sqlmap`]
  // Level 3 is the first that closes a LIKE. The database is no secret. Replies that refuse are looked at like all others.
  const tests = ['--dbms=sqlite', '--level=3', '--threads=4', '--tamper=xforwardedfor', '--ignore-code=*', '--skip-waf']
  const limits = { log: `${name}.sqlmap.txt`, seconds: SECONDS_PER_REQUEST }
  const { output, isComplete } = await run('sqlmap', ['-r', file, ...settings, ...tests], limits)
  if (/identified the following injection point|appears to be '.*' injectable/.test(output)) return 'findings'
  if (!isComplete) return 'cutShort'
  return output.includes('do not appear to be injectable') ? 'nothing found' : 'untested'
}

async function runWapiti(address, operations) {
  const reads = Object.values(operations).filter(({ method, path }) => method === 'GET' && !path.includes('{'))
  const starts = reads.map(({ path }) => new URL(`${path}?client=4199&count=5&offset=0`, address).href)
  const pages = ['/', '/agents?search=a', '/sign-in?redirect=/agents', '/history?by=manager', '/skills'].map(
    (path) => new URL(path, address).href,
  )
  // Without the modules that need a host elsewhere, or guess at other software's files for hours.
  const modules =
    'backup,blindsql,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,xss'
  const file = join(reports, 'wapiti.json')
  const args = [
    '-u',
    address.href,
    '--scope',
    'domain',
    '-m',
    modules,
    '--flush-session',
    '--no-bugreport',
    '-f',
    'json',
    '-o',
    file,
  ]
  for (const url of [...pages, ...starts]) args.push('-s', url)
  const half = String(SECONDS_OF_WAPITI / 2)
  args.push('-H', `LV-Session: ${await signIn(address)}`, '--max-scan-time', half, '--max-attack-time', half)
  args.push('--store-session', join(reports, 'wapiti'), '--store-config', join(reports, 'wapiti'))
  await run('wapiti', args, { log: 'wapiti.txt', seconds: 10 * SECONDS_OF_WAPITI })
  const { vulnerabilities, anomalies } = JSON.parse(readFileSync(file, 'utf8'))
  const findings = Object.entries({ ...vulnerabilities, ...anomalies }).flatMap(([kind, found]) =>
    found.map(({ path, info }) => `${kind}: ${path} (${info.trim().split('\n')[0]})`),
  )
  const isExpected = (finding) => EXPECTED.some((expected) => finding.includes(expected))
  return { findings: findings.filter((finding) => !isExpected(finding)), expected: findings.filter(isExpected).length }
}

/** What the server's own log says of it all. */
function readServerLog() {
  const lines = readFileSync(join(reports, 'server.log'), 'utf8').split('\n')
  const requests = lines
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .filter(({ msg }) => msg === 'request')
  const failed = requests.filter(({ status }) => status >= 500 && status !== 503)
  const slowest = Math.max(...requests.map(({ ms }) => ms ?? 0))
  return { requests: requests.length, failed, slowest, refused: requests.filter(({ status }) => status >= 400).length }
}

async function attack() {
  console.log(`Reports: ${reports}`)
  mkdirSync(join(reports, 'data'))
  register()
  const { operations } = await import('#contract/operations.ts')
  const { dashboardOperations } = await import('#contract/dashboard.ts')
  const address = await startServer()
  const times = await timeRefusals(address)
  const injection = await runSqlmap(address, { ...operations, ...dashboardOperations })
  const wapiti = await runWapiti(address, { ...operations, ...dashboardOperations })
  const { requests, failed, slowest, refused } = readServerLog()

  const ms = (value) => `${value.toFixed(1)} ms`
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

let found = 1
try {
  if (await attempt(requireTools, setUpDependencies, setUpDashboard)) found = await attack()
  else rmSync(reports, { recursive: true })
} finally {
  for (const child of children) child.kill()
}
process.exit(found ? 1 : 0)
