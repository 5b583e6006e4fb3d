import { sql, type SelectQueryBuilder } from 'kysely'
import { idAfter, limitOf, skippedBy, type PageQuery } from '#server/operations/pages.ts'

const id = sql.ref<number>('id')

/** A page of a list that is ordered by id. */
export const byId =
  (query: PageQuery) =>
  <Tables, Table extends keyof Tables, Row>(rows: SelectQueryBuilder<Tables, Table, Row>) => {
    const page = rows.orderBy(id).offset(skippedBy(query)).limit(limitOf(query))
    return query.after === undefined ? page : page.where(id, '>', idAfter(query))
  }
