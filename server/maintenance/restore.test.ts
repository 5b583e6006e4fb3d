import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import SQLite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '#server/database/open.ts'
import { sqliteFile } from '#server/database/sqlite.ts'
import { backUp } from '#server/maintenance/backup.ts'
import { restore } from '#server/maintenance/restore.ts'
import { insertAgent, insertClient, insertUser } from '#server/testing/fixtures.ts'

const NOW = Date.UTC(2026, 0, 5, 9)
const ASIDE = 'agent-console.replaced-2026-01-05T09-00-00-000Z.sqlite'

let folder: string
let dataDir: string
let file: string

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'agent-console-'))
  dataDir = path.join(folder, 'data')
  file = path.join(folder, 'backup.sqlite')
  await write(dataDir, 'FIRST')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A database with one agent and a session. */
async function write(dir: string, loginId: string): Promise<void> {
  const db = await openDatabase({ dataDir: dir })
  await insertClient(db, 1)
  const user = await insertUser(db, 1, { userName: 'manager', role: 'Manager' })
  await insertAgent(db, 1, { loginId })
  const session = { token_hash: 'hash', id: 'id', client_id: 1, user_id: user, created_at: NOW, last_used_at: NOW }
  await db.insertInto('session').values(session).execute()
  await db.destroy()
}

/** A part of a SQLite file's content. */
function query(sqlite: string, statement: string): unknown[] {
  const db = new SQLite(sqlite)
  try {
    return db.prepare(statement).pluck().all()
  } finally {
    db.close()
  }
}

const modeOf = (each: string) => (statSync(each).mode & 0o777).toString(8)

const agentsIn = (sqlite: string) => query(sqlite, 'select login_id from agent')

describe('a restore', () => {
  it('into an empty folder brings everything back but the sessions', async () => {
    await backUp(dataDir, file)
    const other = path.join(folder, 'other')
    expect(restore(file, other, { replace: false, now: NOW })).toBeUndefined()
    expect(readdirSync(other)).toEqual(['agent-console.sqlite'])
    expect(agentsIn(sqliteFile(other))).toEqual(['FIRST'])
    expect(query(sqliteFile(other), 'select user_name from user_account')).toEqual(['manager'])
    expect(query(sqliteFile(other), 'select id from session')).toEqual([])
    // The backup itself is left as it is.
    expect(query(file, 'select id from session')).toEqual(['id'])
  })

  it('keeps what was there, and only when it is told to replace it', async () => {
    await backUp(dataDir, file)
    const other = path.join(folder, 'other')
    await write(other, 'SECOND')
    expect(() => restore(file, other, { replace: false, now: NOW })).toThrow(/^There is a database in /)
    expect(agentsIn(sqliteFile(other))).toEqual(['SECOND'])
    const aside = restore(file, other, { replace: true, now: NOW })
    expect(aside).toBe(path.join(other, ASIDE))
    expect(readdirSync(other).sort()).toEqual([ASIDE, 'agent-console.sqlite'].sort())
    expect(agentsIn(path.join(other, ASIDE))).toEqual(['SECOND'])
    expect(agentsIn(sqliteFile(other))).toEqual(['FIRST'])
  })

  it('can be read by its owner alone, and so can what it puts aside, whatever the rights of the backup', async () => {
    await backUp(dataDir, file)
    const other = path.join(folder, 'other')
    await write(other, 'SECOND')
    for (const each of [file, sqliteFile(other)]) chmodSync(each, 0o644)
    restore(file, other, { replace: true, now: NOW })
    expect(readdirSync(other).map((name) => [name, modeOf(path.join(other, name))])).toEqual([
      [ASIDE, '600'],
      ['agent-console.sqlite', '600'],
    ])
    const fresh = path.join(folder, 'fresh')
    restore(file, fresh, { replace: false, now: NOW })
    expect([modeOf(fresh), modeOf(sqliteFile(fresh))]).toEqual(['700', '600'])
    // The backup itself is left as it is.
    expect(modeOf(file)).toBe('644')
  })

  it('is refused while anybody has the database open, reading or not, and changes nothing', async () => {
    await backUp(dataDir, file)
    const db = await openDatabase({ dataDir })
    expect(() => restore(file, dataDir, { replace: true, now: NOW })).toThrow(/^A server uses .+: stop it first/)
    await insertAgent(db, 1, { loginId: 'LATER' })
    await db.destroy()
    expect(agentsIn(sqliteFile(dataDir))).toEqual(['FIRST', 'LATER'])
    expect(readdirSync(dataDir)).toEqual(['agent-console.sqlite'])
  })

  it('takes the place of a damaged database, which is kept with its log', async () => {
    await backUp(dataDir, file)
    const damaged = 'no database any more'.repeat(1000)
    writeFileSync(sqliteFile(dataDir), damaged)
    writeFileSync(`${sqliteFile(dataDir)}-wal`, 'its log')
    restore(file, dataDir, { replace: true, now: NOW })
    expect(agentsIn(sqliteFile(dataDir))).toEqual(['FIRST'])
    expect(readFileSync(path.join(dataDir, ASIDE), 'utf8')).toBe(damaged)
    expect(existsSync(`${sqliteFile(dataDir)}-wal`)).toBe(false)
    expect(readFileSync(path.join(dataDir, `${ASIDE}-wal`), 'utf8')).toBe('its log')
  })

  it.each<[string, () => void, RegExp]>([
    ['is not there', () => rmSync(file), /^There is no file /],
    ['is no database', () => writeFileSync(file, 'some text, long enough. '.repeat(500)), /is no SQLite database/],
    ['is empty', () => writeFileSync(file, ''), /is no database of Agent Console/],
    ['is cut off', () => writeFileSync(file, readFileSync(file).subarray(0, 40_000)), /is damaged|a damaged one/],
    ["is somebody else's", () => change('drop table kysely_migration'), /is no database of Agent Console/],
    ['is of a newer version', () => change("insert into kysely_migration values ('9999-later', '')"), /9999-later/],
    ['lost some rows', () => change('pragma foreign_keys = off; delete from client'), /is damaged: \d+ of its rows/],
    ['is not the whole', () => writeFileSync(`${file}-wal`, 'the rest'), /has a log beside it/],
  ])('is refused of a file that %s, and changes nothing', async (_why, spoil, sentence) => {
    await backUp(dataDir, file)
    spoil()
    expect(() => restore(file, dataDir, { replace: true, now: NOW })).toThrow(sentence)
    expect(agentsIn(sqliteFile(dataDir))).toEqual(['FIRST'])
    expect(readdirSync(dataDir)).toEqual(['agent-console.sqlite'])
  })
})

describe('a backup', () => {
  it('never overwrites a file, and leaves nothing half done', async () => {
    writeFileSync(file, 'precious')
    await expect(backUp(dataDir, file)).rejects.toThrow(/a backup never overwrites a file/)
    expect(readFileSync(file, 'utf8')).toBe('precious')
    await expect(backUp(dataDir, path.join(folder, 'none', 'x'))).rejects.toThrow(/^There is no folder /)
    mkdirSync(path.join(folder, 'spoiled'))
    writeFileSync(sqliteFile(path.join(folder, 'spoiled')), 'some text, long enough. '.repeat(500))
    await expect(backUp(path.join(folder, 'spoiled'), path.join(folder, 'x'))).rejects.toThrow(
      /not a database|no SQLite/,
    )
    expect(readdirSync(folder).sort()).toEqual(['backup.sqlite', 'data', 'spoiled'])
  })
})

/** Spoils the backup. */
function change(statements: string): void {
  const db = new SQLite(file)
  db.exec(statements)
  db.close()
}
