import { sql, type ColumnDefinitionBuilder, type CreateTableBuilder, type Kysely } from 'kysely'
import { isPostgres } from '#server/database/dialect.ts'

/** The column types in the engine's own words: the few that the two engines spell differently. */
export function columnsFor(db: Kysely<unknown>) {
  const postgres = isPostgres(db)
  const endingWith =
    (options: string) =>
    <Table extends string, Column extends string>(table: CreateTableBuilder<Table, Column>) =>
      postgres ? table : table.modifyEnd(sql.raw(options))
  return {
    /** An id, a time in milliseconds, a number, a flag: 64 bits. */
    whole: postgres ? ('bigint' as const) : ('integer' as const),
    /** Compared and ordered by code point, in every language of the database. */
    text: postgres ? sql`text collate "C"` : ('text' as const),
    /** Given by a sequence unless an insert names it, and never given twice. */
    id: (column: ColumnDefinitionBuilder) =>
      postgres ? column.generatedByDefaultAsIdentity().primaryKey() : column.primaryKey().autoIncrement(),
    /** At the end of a table. */
    strict: endingWith('strict'),
    /** At the end of a table that is read by its key alone. */
    strictByKey: endingWith('strict, without rowid'),
  }
}
