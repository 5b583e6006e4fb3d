import SQLite from 'better-sqlite3'
import { PostgresAdapter } from 'kysely'
import pg from 'pg'

/**
 * The controls: a server that is loaded with this breaks a promise on purpose, and the test of that promise has to notice.
 * - `early-reply`: a write is acknowledged before it is saved
 * - `no-transactions`: every statement is saved by itself
 * - `nameless-errors`: what the driver says of a lost database is not understood
 * - `no-turns`: nobody waits for their turn: neither a transaction on SQLite's file, nor a migration
 * - `die-in-migration`: no broken promise, a fault: the process is killed in the middle of the migrations
 * - `die-in-loose-migration`: the same, with every statement saved by itself
 * - `die-in-loose-item`: every statement is saved by itself, and the process is killed before the history of some item of a bulk change
 */
export type Sabotage =
  | 'early-reply'
  | 'no-transactions'
  | 'nameless-errors'
  | 'no-turns'
  | 'die-in-migration'
  | 'die-in-loose-migration'
  | 'die-in-loose-item'

// Set by the process that starts this one.
const sabotage = process.env['SABOTAGE'] as Sabotage | undefined

// Half of the migration's work is there by then.
const DEADLY = /^create index "change_undone"/

// In its process nothing else is written.
const DEADLY_ITEM = 10
let itemsBegun = 0

/** Called for each time that a statement is run. */
function dieInItem(statement: string): void {
  if (sabotage !== 'die-in-loose-item' || !statement.startsWith('insert into "change"')) return
  if (++itemsBegun === DEADLY_ITEM) process.kill(process.pid, 'SIGKILL')
}

const LOOSE: readonly Sabotage[] = ['no-transactions', 'die-in-loose-migration', 'die-in-loose-item']
const isTransactional = (statement: string) => /^(begin|commit|rollback)/.test(statement)

const atOnce = (statement: string) => statement.replace(/busy_timeout = \d+/, 'busy_timeout = 0')

/** Returns the statement as the control changes it; undefined to leave it out. */
function rewritten(statement: string): string | undefined {
  if (sabotage === 'die-in-migration' || sabotage === 'die-in-loose-migration')
    if (DEADLY.test(statement)) process.kill(process.pid, 'SIGKILL')
  const isLoose = sabotage !== undefined && LOOSE.includes(sabotage)
  if (isLoose && isTransactional(statement)) return undefined
  if (sabotage === 'no-turns') return statement === 'begin immediate' ? 'begin' : atOnce(statement)
  return statement
}

const NOTHING = 'select 1 where 1 = 0'

// oxlint-disable-next-line typescript/unbound-method -- every call below gives it its own `this`
const { prepare } = SQLite.prototype
const unsaved = new WeakSet<SQLite.Database>()
function sabotagedPrepare(this: SQLite.Database, source: string) {
  const statement = prepare.call(this, rewritten(source) ?? NOTHING)
  const all = statement.all.bind(statement)
  statement.all = (...values: unknown[]) => {
    dieInItem(source)
    return Reflect.apply(all, statement, values) as unknown[]
  }
  if (sabotage !== 'early-reply') return statement
  // Saved with the next write, as one would do to save several at once.
  const run = statement.run.bind(statement)
  const nothing = { changes: 0, lastInsertRowid: 0 }
  if (source === 'commit') statement.run = () => (unsaved.add(this), nothing)
  if (source.startsWith('begin'))
    statement.run = () => {
      if (unsaved.delete(this)) prepare.call(this, 'commit').run([])
      return run([])
    }
  return statement
}
// The same, but for the statement's types.
if (sabotage) SQLite.prototype.prepare = sabotagedPrepare as typeof prepare

// How the server calls it.
type Query = (this: pg.Client, config: pg.QueryConfig) => Promise<unknown>
// oxlint-disable-next-line typescript/unbound-method -- every call below gives it its own `this`
const query = pg.Client.prototype.query as unknown as Query
const LATER_MS = 30
const saving = new WeakMap<pg.Client, Promise<unknown>>()
const sabotaged: Query = async function (config) {
  const text = rewritten(config.text) ?? NOTHING
  await saving.get(this)
  dieInItem(config.text)
  if (sabotage === 'early-reply' && text === 'commit') {
    const later = new Promise((resolve) => setTimeout(resolve, LATER_MS)).then(() => query.call(this, config))
    saving.set(this, later)
    return { command: 'COMMIT', rowCount: null, rows: [] }
  }
  try {
    return await query.call(this, { ...config, text })
  } catch (error) {
    throw sabotage === 'nameless-errors' ? new Error('it failed') : error
  }
}
if (sabotage) pg.Client.prototype.query = sabotaged as unknown as typeof pg.Client.prototype.query

// oxlint-disable-next-line typescript/unbound-method -- the call below gives it its own `this`
const { pragma } = SQLite.prototype
if (sabotage === 'no-turns') {
  SQLite.prototype.pragma = function (source, options) {
    return pragma.call(this, atOnce(source), options)
  }
  PostgresAdapter.prototype.acquireMigrationLock = async () => undefined
}
