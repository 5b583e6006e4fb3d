import type { Compilable, CompiledQuery, DialectAdapter } from 'kysely'
import type { Database } from '#server/database/open.ts'

/** Stands in a query for a value that is not known yet. */
class Placeholder {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/**
 * A query that is built once, and from then on only given its values: to build a short one costs more than to run it.
 * `prepare<Values>()(build)` answers what runs it, in a transaction or outside, and resolves to its rows.
 */
export const prepare =
  <Values extends object>() =>
  <Row>(
    build: (db: Database, value: <Name extends keyof Values & string>(name: Name) => Values[Name]) => Compilable<Row>,
  ) => {
    // One adapter stands for an engine, and for a database and all its transactions.
    const built = {
      inside: new WeakMap<DialectAdapter, CompiledQuery>(),
      outside: new WeakMap<DialectAdapter, CompiledQuery>(),
    }
    // Neither Kysely nor the compiler tells it from the value.
    const value = <Name extends keyof Values & string>(name: Name) => new Placeholder(name) as unknown as Values[Name]
    return async (db: Database, values: Values): Promise<Row[]> => {
      const queries = db.isTransaction ? built.inside : built.outside
      const { adapter } = db.getExecutor()
      const query = queries.get(adapter) ?? build(db, value).compile()
      queries.set(adapter, query)
      const parameters = query.parameters.map((parameter) =>
        parameter instanceof Placeholder ? values[parameter.name as keyof Values] : parameter,
      )
      // What the query was built to select.
      return (await db.executeQuery({ ...query, parameters })).rows as Row[]
    }
  }
