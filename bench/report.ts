import os from 'node:os'
import type { Figures } from '#bench/load.ts'

export interface Row extends Figures {
  engine: 'SQLite' | 'PostgreSQL'
  agents: number
  subject: string
  /** Of p95 to that of the fewest agents, in the same turn. */
  growth: number
  /** Of the rate to the bare handler's, in the same turn. */
  ratio?: number
}

const number = (value: number, digits = 0) =>
  value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits })

const table = (head: readonly string[], lines: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/** The text of docs/benchmarks.md. */
export function report(rows: readonly Row[]): string {
  const [cpu] = os.cpus()
  const engines = [...new Set(rows.map(({ engine }) => engine))]
  return `# Benchmarks

Written by \`npm run bench\`. Rates and times are those of one machine on one day; the promises are ratios within one run: an
agent read and 50 listed at 0.75 or more of a bare \`node:http\` handler with the same statements; p95 of lists, reads, searches
and list info at most 1.5 times that of 1,000 agents; *find* within 100 ms where the rarest part leads to at most 20,000 agents, and within
a second otherwise.

The machine: ${os.cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${number(os.totalmem() / 2 ** 30)} GB, ${os.type()}, Node ${process.versions.node}. Server, database and
load share it. Ten connections (*find*: one), each asking again as soon as it is answered. Sizes and handlers take turns of a second; each
figure is the median of the turns, and a ratio that of two in the same turn.

${engines.map((engine) => section(engine, rows)).join('\n')}`
}

function section(engine: string, rows: readonly Row[]): string {
  const own = rows.filter((row) => row.engine === engine)
  const smallest = Math.min(...own.map(({ agents }) => agents))
  const head = [
    'what',
    'agents',
    'p50 ms',
    'p95 ms',
    'per second',
    'of the bare handler',
    `p95 to that at ${number(smallest)}`,
  ]
  const lines = own
    .toSorted(
      (a, b) => own.findIndex((row) => row.subject === a.subject) - own.findIndex((row) => row.subject === b.subject),
    )
    .map((row) => [
      row.subject,
      number(row.agents),
      number(row.p50, 1),
      number(row.p95, 1),
      number(row.rate),
      row.ratio === undefined ? '' : number(row.ratio, 2),
      number(row.growth, 2),
    ])
  return `## ${engine}\n\n${table(head, lines)}\n`
}
