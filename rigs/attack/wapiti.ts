import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Operations } from '#contract/operation.ts'
import { signIn } from './callers.ts'
import type { Tools } from './tools.ts'

/** HTTPS is a proxy's, and the filter that this header of Internet Explorer turned on did more harm than good. */
const EXPECTED = ['Strict-Transport-Security is not set', 'X-XSS-Protection is not set']

// Without the modules that need a host elsewhere, or guess at other software's files for hours.
const MODULES =
  'backup,blindsql,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,xss'

const PAGES = ['/', '/agents?search=a', '/sign-in?redirect=/agents', '/history?by=manager', '/skills']

/** Its report, as far as it is read here. */
interface Report {
  vulnerabilities: Record<string, readonly Finding[]>
  anomalies: Record<string, readonly Finding[]>
}
interface Finding {
  path: string
  info: string
}

interface Settings {
  tools: Tools
  reports: string
  seconds: number
}

/** The pages, and all that can be read without naming anything. */
export async function runWapiti(
  server: URL,
  operations: Operations,
  { tools, reports, seconds }: Settings,
): Promise<{ findings: string[]; expected: number }> {
  const reads = Object.values(operations)
    .filter((operation) => operation.method === 'GET' && !operation.path.includes('{'))
    .map((operation) => `${operation.path}?client=4199&count=5&offset=0`)
  const starts = [...PAGES, ...reads].flatMap((start) => ['-s', new URL(start, server).href])
  const file = path.join(reports, 'wapiti.json')
  const state = path.join(reports, 'wapiti')
  const half = String(seconds / 2)
  const args = ['-u', server.href, '--scope', 'domain', '-m', MODULES, ...starts]
  args.push('-H', `LV-Session: ${await signIn(server)}`, '--max-scan-time', half, '--max-attack-time', half)
  args.push('--flush-session', '--no-bugreport', '--store-session', state, '--store-config', state)
  args.push('-f', 'json', '-o', file)
  await tools.run('wapiti', args, { log: 'wapiti.txt', seconds: 10 * seconds })
  const { vulnerabilities, anomalies } = JSON.parse(readFileSync(file, 'utf8')) as Report
  const findings = Object.entries({ ...vulnerabilities, ...anomalies }).flatMap(([kind, found]) =>
    found.map((finding) => `${kind}: ${finding.path} (${finding.info.trim().replace(/\n[^]*/, '')})`),
  )
  const isExpected = (finding: string) => EXPECTED.some((expected) => finding.includes(expected))
  return { findings: findings.filter((finding) => !isExpected(finding)), expected: findings.filter(isExpected).length }
}
