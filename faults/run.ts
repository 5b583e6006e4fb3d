import { parseArgs } from 'node:util'
import { findPostgresPrograms, startPostgres, type PostgresServer } from '#server/testing/postgres-server.ts'
import { bulk } from './bulk.ts'
import { away, type Away } from './away.ts'
import { full } from './full.ts'
import { CONTROL_ROUNDS, kill } from './kill.ts'
import type { Outcome } from './outcome.ts'
import { rolling } from './rolling.ts'
import { onPostgres, onSqlite, type NewSite } from './site.ts'
import { killedInMigration, starters } from './starters.ts'
import { mountSmallDisk, type SmallDisk } from './tmpfs.ts'
import { twoProcesses } from './two-processes.ts'

interface Fault {
  /** Its name on the command line. */
  name: string
  engine: 'SQLite' | 'PostgreSQL'
  what: string
  run(): Promise<Outcome>
  /** The same with a broken promise: it has to be noticed. */
  control: () => Promise<Outcome>
}

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '200' } },
  allowPositionals: true,
})
const rounds = Number(values.rounds)
if (!(rounds > 0)) throw new Error('--rounds takes a number')
const isWanted = ({ name }: Fault) => !positionals.length || positionals.includes(name)

const CONTROL_TRIES = 3
const OUTAGE_MS = 4000

const killed = (engine: Fault['engine'], newSite: NewSite): Fault[] => [
  {
    name: 'kill',
    engine,
    what: 'SIGKILL under writes',
    run: () => kill(newSite, { rounds }),
    control: () => kill(newSite, { rounds: CONTROL_ROUNDS, sabotage: 'early-reply' }),
  },
  {
    name: 'kill-halves',
    engine,
    what: 'SIGKILL in the middle of a write',
    run: () => kill(newSite, { rounds: Math.ceil(rounds / 10) }),
    control: () => kill(newSite, { rounds: CONTROL_ROUNDS, sabotage: 'no-transactions' }),
  },
]

const inBulk = (engine: Fault['engine'], newSite: NewSite): Fault => ({
  name: 'bulk',
  engine,
  what: 'SIGKILL in the middle of a bulk change, one copy or two',
  run: () => bulk(newSite, { rounds: Math.ceil(rounds / 4) }),
  control: () => bulk(newSite, { rounds: 1, sabotage: 'die-in-loose-item' }),
})

const started = (engine: Fault['engine'], newSite: NewSite): Fault[] => [
  {
    name: 'starters',
    engine,
    what: 'three first starts at once, with demo data',
    run: () => starters(newSite, 'demo data'),
    control: () => starters(newSite, 'demo data', 'no-turns'),
  },
  {
    name: 'starters',
    engine,
    what: 'three first starts at once, with a first user',
    run: () => starters(newSite, 'a first user'),
    control: () => starters(newSite, 'a first user', 'no-turns'),
  },
  {
    name: 'starters',
    engine,
    what: 'SIGKILL in the middle of the migrations',
    run: () => killedInMigration(newSite),
    control: () => killedInMigration(newSite, 'die-in-loose-migration'),
  },
]

const onFullDisk = (engine: Fault['engine'], newSite: NewSite, disk: SmallDisk): Fault => ({
  name: 'full',
  engine,
  what: 'no room left on the disk',
  run: () => full(newSite, disk),
  control: () => full(newSite, disk, { fills: false }),
})

const lost = (postgres: PostgresServer, kind: Away): Fault => ({
  name: 'away',
  engine: 'PostgreSQL',
  what: `the database ${kind}`,
  run: () => away(postgres, kind, { heldForMs: OUTAGE_MS }),
  control: () => away(postgres, kind, { sabotage: 'nameless-errors' }),
})

/** Each fault that this machine can do, one after another; names the others in a line. */
async function* faults(): AsyncGenerator<Fault> {
  const sqlite = onSqlite()
  yield* killed('SQLite', sqlite)
  yield inBulk('SQLite', sqlite)
  yield* started('SQLite', sqlite)
  yield {
    name: 'two-processes',
    engine: 'SQLite',
    what: 'two servers on one file',
    run: () => twoProcesses(sqlite, { writes: 2000 }),
    control: () => twoProcesses(sqlite, { writes: 2000, sabotage: 'no-turns' }),
  }
  yield* onSmallDisk(8, async function* (disk) {
    yield onFullDisk('SQLite', onSqlite(disk.folder), disk)
  })

  if (findPostgresPrograms() === undefined)
    return console.log('PostgreSQL is left out: its server programs are not installed.')
  const postgres = await startPostgres()
  try {
    const site = onPostgres(postgres.url)
    yield* killed('PostgreSQL', site)
    yield inBulk('PostgreSQL', site)
    yield* started('PostgreSQL', site)
    for (const kind of ['restarted', 'crashed', 'frozen', 'sessions ended'] as const) yield lost(postgres, kind)
    yield {
      name: 'rolling',
      engine: 'PostgreSQL',
      what: 'two copies, each stopped in turn',
      run: () => rolling(site, { rounds: 5 }),
      control: () => rolling(site, { rounds: 1, signal: 'SIGKILL' }),
    }
  } finally {
    await postgres.stop()
  }
  yield* onSmallDisk(160, async function* (disk) {
    const small = await startPostgres([], disk.folder)
    yield onFullDisk('PostgreSQL', onPostgres(small.url), disk)
    await small.stop()
  })
}

async function* onSmallDisk(megabytes: number, on: (disk: SmallDisk) => AsyncGenerator<Fault>): AsyncGenerator<Fault> {
  const disk = mountSmallDisk(megabytes)
  if (!disk) return console.log('A full disk is left out: mounting a small one takes root.')
  try {
    yield* on(disk)
  } finally {
    disk.remove()
  }
}

/** Tells whether a control was noticed. A break may go well by chance. */
async function noticedBy({ control }: Fault): Promise<string | undefined> {
  for (let i = 0; i < CONTROL_TRIES; i++) {
    const [noticed] = (await control()).violations
    if (noticed !== undefined) return noticed
  }
  return undefined
}

const figuresOf = ({ figures }: Outcome) =>
  Object.entries(figures)
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ')

process.on('SIGINT', () => process.exit(130))

const table = ['| engine | fault | figures | promise | control |', '| --- | --- | --- | --- | --- |']
for await (const fault of faults()) {
  if (!isWanted(fault)) continue
  const title = `${fault.engine}: ${fault.what}`
  console.log(`${title} …`)
  const outcome = await fault.run()
  for (const sentence of outcome.violations) console.log(`  BROKEN: ${sentence}`)
  const noticed = await noticedBy(fault)
  console.log(`  ${figuresOf(outcome)}\n  control: ${noticed?.split('\n')[0] ?? 'NOT NOTICED'}`)
  if (outcome.violations.length || !noticed) process.exitCode = 1
  const verdicts = [outcome.violations.length ? 'BROKEN' : 'kept', noticed ? 'noticed' : 'NOT NOTICED']
  table.push(`| ${[fault.engine, fault.what, figuresOf(outcome), ...verdicts].join(' | ')} |`)
}
console.log(`\n${table.join('\n')}`)
process.exit()
