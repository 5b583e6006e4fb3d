import { createHash } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import type { Database } from '#server/database/tables.ts'

/** A table as the database itself describes it, so that none is forgotten. */
export interface Table {
  name: string
  columns: readonly string[]
  /** The columns of its primary key. */
  key: readonly string[]
}

type Row = Readonly<Record<string, unknown>>

// Small enough for one statement, large enough that their number does not matter.
const ROWS_AT_ONCE = 1000

/** The tables of a SQLite database, each after those that its rows belong to. */
export async function tablesOf(sqlite: Database): Promise<Table[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select name from pragma_table_list
    where schema = 'main' and type = 'table' and name not like 'sqlite!_%' escape '!' and name not like 'kysely!_%' escape '!'`.execute(
    sqlite,
  )
  const described = await Promise.all(tables.map(({ name }) => describe(sqlite, name)))
  const ordered: typeof described = []
  while (ordered.length < described.length) {
    const known = new Set(ordered.map(({ name }) => name))
    const next = described.filter(
      ({ name, parents }) => !known.has(name) && parents.every((parent) => parent === name || known.has(parent)),
    )
    if (next.length === 0) throw new Error('Tables belong to one another in a circle')
    ordered.push(...next)
  }
  return ordered
}

async function describe(sqlite: Database, table: string): Promise<Table & { parents: readonly string[] }> {
  const columns = await sql<{ name: string; pk: number }>`select name, pk from pragma_table_info(${table})`.execute(
    sqlite,
  )
  const parents = await sql<{ table: string }>`select "table" from pragma_foreign_key_list(${table})`.execute(sqlite)
  return {
    name: table,
    columns: columns.rows.map(({ name }) => name).sort(),
    key: columns.rows
      .filter(({ pk }) => pk > 0)
      .sort((one, other) => one.pk - other.pk)
      .map(({ name }) => name),
    parents: parents.rows.map((row) => row.table),
  }
}

export const columnList = (columns: readonly string[]): RawBuilder<unknown> =>
  sql.join(columns.map((column) => sql.ref(column)))

/** All rows of a table, in the order of its primary key, which is the same on both engines. */
export async function* pagesOf(db: Database, { name, columns, key }: Table): AsyncGenerator<readonly Row[]> {
  let last: Row | undefined
  do {
    const after = last && key.map((column) => last?.[column])
    const { rows } = await sql<Row>`
      select ${columnList(columns)} from ${sql.table(name)}
      ${after ? sql`where (${columnList(key)}) > (${sql.join(after)})` : sql``}
      order by ${columnList(key)} limit ${ROWS_AT_ONCE}`.execute(db)
    if (rows.length > 0) yield rows
    last = rows.length < ROWS_AT_ONCE ? undefined : rows.at(-1)
  } while (last)
}

/** A table's content: its number of rows, and a checksum (SHA-256) of every value. Equal content gives equal digests on either engine. */
export interface Digest {
  rows: number
  checksum: string
}

export async function digestOf(db: Database, table: Table): Promise<Digest> {
  const hash = createHash('sha256')
  let rows = 0
  for await (const page of pagesOf(db, table))
    for (const row of page) {
      hash.update(`${JSON.stringify(table.columns.map((column) => row[column]))}\n`)
      rows++
    }
  return { rows, checksum: hash.digest('hex') }
}
