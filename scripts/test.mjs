import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setUpBrowser } from './chromium.mjs'
import { attempt, npm, run } from './run.mjs'
import { setUpDashboard, setUpDependencies } from './setup.mjs'
import {
  add,
  countPlaywright,
  countVitest,
  failuresOfPlaywright,
  failuresOfVitest,
  NOTHING,
  sentence,
  verdict,
} from './tally.mjs'

const reports = mkdtempSync(join(tmpdir(), 'agent-console-tests-'))
const report = (name) => join(reports, `${name.replace(':', '-')}.json`)

// A check without a report counts as one test.
const CHECKS = [
  { title: 'Types', script: 'check:types' },
  { title: 'Lint', script: 'lint' },
  { title: 'Format', script: 'format' },
  {
    title: 'Unit and API tests',
    script: 'test:unit',
    args: ['--reporter=default', '--reporter=json', `--outputFile.json=${report('test:unit')}`],
    count: countVitest,
    failures: failuresOfVitest,
  },
  {
    title: 'End-to-end tests',
    script: 'test:e2e',
    needs: [setUpDashboard, setUpBrowser],
    args: ['--forbid-only', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report('test:e2e') },
    count: countPlaywright,
    failures: failuresOfPlaywright,
  },
]

const failed = []

async function check({ title, script, needs = [], args = [], env, count, failures }) {
  console.log(`\n── ${title} ──`)
  if (!(await attempt(...needs))) return verdict(1)
  const exitCode = await run([...npm, 'run', '--silent', script, '--', ...args], { env })
  if (exitCode !== 0) failed.push(title)
  if (!count) return verdict(exitCode)
  if (!existsSync(report(script))) return verdict(exitCode, NOTHING)
  const found = JSON.parse(readFileSync(report(script), 'utf8'))
  failed.push(...failures(found))
  return verdict(exitCode, count(found))
}

let total = NOTHING
if (await attempt(setUpDependencies)) for (const each of CHECKS) total = add(total, await check(each))
else total = verdict(1)

rmSync(reports, { recursive: true })
process.exitCode = total.failed ? 1 : 0
for (const each of failed) console.log(`\n✘ ${each}`)
console.log(`\n${sentence(total)}`)
