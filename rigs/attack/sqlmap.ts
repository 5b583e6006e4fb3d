import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { allOperations, type AllOperations } from '#contract/apis.ts'
import { markedRequest } from './marked-requests.ts'
import { requestsFor } from './requests.ts'
import { makeTarget } from './targets.ts'
import type { Tools } from './tools.ts'

interface Injection {
  /** How many kinds of request were sent. */
  requests: number
  /** The operations found injectable, the untestable ones, and those that ran out of time. */
  findings: string[]
  untested: string[]
  cutShort: string[]
}

interface Settings {
  tools: Tools
  reports: string
  /** For each kind of request. */
  seconds: number
}

/** Everything that a caller of an operation may set, injected into. */
export async function runSqlmap(server: URL, settings: Settings): Promise<Injection> {
  const result: Injection = { requests: 0, cutShort: [], untested: [], findings: [] }
  // The keys of the table are its names.
  for (const name of Object.keys(allOperations) as (keyof AllOperations)[]) {
    const target = await makeTarget(server, name)
    for (const [i, parts] of requestsFor(target)[name].entries()) {
      const request = markedRequest(allOperations[name], parts, target)
      const verdict = await sqlmap(`${name}-${i + 1}`, request, settings)
      result.requests += 1
      if (verdict !== 'nothing found') result[verdict].push(name)
      console.log(`sqlmap ${name}: ${verdict}`)
    }
  }
  return result
}

type Verdict = 'findings' | 'cutShort' | 'untested' | 'nothing found'

async function sqlmap(name: string, request: string, { tools, reports, seconds }: Settings): Promise<Verdict> {
  const file = path.join(reports, `${name}.http`)
  writeFileSync(file, request)
  const settings = ['--batch', '--ignore-stdin', '--disable-coloring', `--output-dir=${reports}/sqlmap`]
  // Level 3 is the first that closes a LIKE. The database is no secret. Replies that refuse are looked at like all others.
  const tests = ['--dbms=sqlite', '--level=3', '--threads=4', '--tamper=xforwardedfor', '--ignore-code=*', '--skip-waf']
  const limits = { log: `${name}.sqlmap.txt`, seconds }
  const { output, isComplete } = await tools.run('sqlmap', ['-r', file, ...settings, ...tests], limits)
  if (output.includes('identified the following injection point')) return 'findings'
  // A suspicion (replies that say when they were made can raise it), which it looks into before it ends.
  const isSuspicion = /appears to be '.*' injectable(?![^]*false positive)/.test(output)
  if (!isComplete) return isSuspicion ? 'findings' : 'cutShort'
  return output.includes('do not appear to be injectable') ? 'nothing found' : 'untested'
}
