import { once } from 'node:events'
import SQLite from 'better-sqlite3'

// Loaded before a command that copies a database: with that open, it waits for the end of its standard input.

// oxlint-disable-next-line typescript/unbound-method -- the call below gives it its own `this`
const { backup } = SQLite.prototype
SQLite.prototype.backup = async function (file, options) {
  await once(process.stdin.resume(), 'end')
  return backup.call(this, file, options)
}
