import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Kysely, sql } from 'kysely'
import { openDatabase } from '#server/database/open.ts'
import { postgresDialect } from '#server/database/postgres.ts'
import { sqliteFile } from '#server/database/sqlite.ts'
import { gatherStatistics } from '#server/database/statistics.ts'
import type { Database, Tables } from '#server/database/tables.ts'
import { Refused } from '#server/maintenance/refused.ts'
import { takeSnapshot } from '#server/maintenance/snapshot.ts'
import { columnList, digestOf, pagesOf, tablesOf, type Digest, type Table } from '#server/maintenance/tables.ts'

interface CopiedTable extends Digest {
  name: string
}

/**
 * Copies all that the SQLite database of a folder holds at this moment into an empty PostgreSQL database, reads it back there
 * and compares: all of it is there afterwards or, where anything fails or differs, nothing but empty tables.
 */
export async function copyToPostgres(dataDir: string, url: string): Promise<CopiedTable[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'agent-console-copy-'))
  try {
    await takeSnapshot(dataDir, sqliteFile(folder))
    // Brings the snapshot, not the original, up to this version's tables.
    const source = await openDatabase({ dataDir: folder })
    try {
      return await copyInto(url, source)
    } finally {
      await source.destroy()
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function copyInto(url: string, source: Database): Promise<CopiedTable[]> {
  const tables = await tablesOf(source)
  // Statements here may take longer than a server would wait.
  const target = new Kysely<Tables>({ dialect: postgresDialect(url, { patient: true }) })
  try {
    // Before anything is created there: it may be somebody's.
    await requireEmpty(target, tables)
    await (await openDatabase({ url })).destroy()
    const copied = await target.transaction().execute(async (trx) => {
      for (const table of tables) for await (const rows of pagesOf(source, table)) await insert(trx, table, rows)
      await continueSequences(source, trx)
      const compared: CopiedTable[] = []
      for (const table of tables) compared.push(await compare(source, trx, table))
      return compared
    })
    await gatherStatistics(target)
    return copied
  } finally {
    await target.destroy()
  }
}

async function requireEmpty(target: Database, tables: readonly Table[]): Promise<void> {
  const there = new Set((await target.introspection.getTables()).map(({ name }) => name))
  for (const { name } of tables) {
    if (!there.has(name)) continue
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(target)
    if (rows.length > 0)
      throw new Refused(`The database of DATABASE_URL is not empty (there are rows in ${name}): create a new one.`)
  }
}

/** As one value, since statements take no more than 65,535. */
const insert = (target: Database, { name, columns }: Table, rows: readonly unknown[]) =>
  sql`
    insert into ${sql.table(name)} (${columnList(columns)})
    select ${columnList(columns)}
    from json_populate_recordset(null::${sql.table(name)}, ${JSON.stringify(rows)}::json)`.execute(target)

/** An id that was given once is not given again, even if its row is gone: the history still names it. */
async function continueSequences(source: Database, target: Database): Promise<void> {
  const { rows } = await sql<{ name: string; seq: number }>`select name, seq from sqlite_sequence`.execute(source)
  for (const { name, seq } of rows)
    if (seq > 0) await sql`select setval(pg_get_serial_sequence(${name}, 'id'), ${seq})`.execute(target)
}

async function compare(source: Database, target: Database, table: Table): Promise<CopiedTable> {
  const [wanted, found] = [await digestOf(source, table), await digestOf(target, table)]
  if (wanted.rows !== found.rows || wanted.checksum !== found.checksum)
    throw new Refused(
      `The copy of ${table.name} is not what was copied (${found.rows} rows of ${wanted.rows}): nothing was kept of it. ` +
        'Was something else writing to the database of DATABASE_URL?',
    )
  return { name: table.name, ...found }
}
