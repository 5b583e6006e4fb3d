import type { Compilable, CompiledQuery, DialectAdapter } from 'kysely'
import { engineOf } from '#server/database/engine.ts'
import type { Database } from '#server/database/tables.ts'

/** Stands in a query for a value that is not known yet. */
class Placeholder {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

const names = new Map<string, string>()

/** The name under which a connection may keep the plan of a statement; undefined for one whose plan depends on its values. */
export const nameOfPrepared = (text: string): string | undefined => names.get(text)

/** Builds a query and gives it a name. */
function build<Row>(query: Compilable<Row>): CompiledQuery<Row> {
  const built = query.compile()
  // A kept plan fails once a migration gives the table another column.
  if (/^select (\S+\.)?\*/.test(built.sql)) throw new Error('A prepared query names its columns')
  if (!names.has(built.sql)) names.set(built.sql, `prepared-${names.size + 1}`)
  return built
}

/**
 * A query that is built once, planned once by each connection to PostgreSQL, and from then on only given its values: to build and
 * plan a short one costs more than to run it. Not for one whose plan depends on its values.
 * `prepare<Values>()(queryOf)` returns a function that runs it, in a transaction or outside, and resolves to its rows.
 */
export const prepare =
  <Values extends object>() =>
  <Row>(
    queryOf: (db: Database, value: <Name extends keyof Values & string>(name: Name) => Values[Name]) => Compilable<Row>,
  ) => {
    // One adapter stands for an engine, and for a database and all its transactions.
    const built = {
      inside: new WeakMap<DialectAdapter, CompiledQuery>(),
      outside: new WeakMap<DialectAdapter, CompiledQuery>(),
    }
    // Neither Kysely nor the compiler tells it from the value.
    const value = <Name extends keyof Values & string>(name: Name) => new Placeholder(name) as unknown as Values[Name]
    return (db: Database, values: Values): Promise<Row[]> => {
      const queries = db.isTransaction ? built.inside : built.outside
      const { adapter } = db.getExecutor()
      const query = queries.get(adapter) ?? build(queryOf(db, value))
      queries.set(adapter, query)
      const parameters = query.parameters.map((parameter) =>
        parameter instanceof Placeholder ? values[parameter.name as keyof Values] : parameter,
      )
      const rows: Promise<readonly unknown[]> = db.isTransaction
        ? db.executeQuery({ ...query, parameters }).then((result) => result.rows)
        : engineOf(db).read(query.sql, parameters)
      // The rows have the type that the query was built to select.
      return rows as Promise<Row[]>
    }
  }
