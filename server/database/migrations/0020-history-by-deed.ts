import { sql, type Kysely, type Migration } from 'kysely'

/** The columns that the history is filtered by, beside agents and users: of neither has a bulk change many changes. */
const FILTERS: readonly [name: string, columns: readonly string[], isOfSome?: true][] = [
  ['kind_', ['kind']],
  ['by_name_', ['by_name']],
  ['person_', ['by_kind', 'by_id']],
  ['agent_skill_id_', ['agent_skill_id'], true],
  ['service_id_', ['service_id'], true],
  // The least selective ones are created last: if several indexes look equally good, SQLite takes the oldest.
  ['', []],
]

const ORDERS = [
  ['client', ['id']],
  ['time', ['at', 'id']],
] as const

/**
 * Splits each index of the history in two, so that the changes of bulk changes do not stand between the others: a page of deeds has a
 * bulk change once, and passes over none of its changes.
 */
async function up(db: Kysely<unknown>): Promise<void> {
  for (const [name, columns, isOfSome] of FILTERS)
    for (const [order, keys] of ORDERS) {
      await db.schema.dropIndex(`change_by_${name}${order}`).execute()
      for (const [table, isOfBulkChange] of [
        ['change', 'is'],
        ['change_in_bulk', 'is not'],
      ] as const)
        await db.schema
          .createIndex(`${table}_by_${name}${order}`)
          .on('change')
          .columns(['client_id', ...columns, ...keys])
          .where(sql.ref('bulk_change_id'), isOfBulkChange, null)
          .$call((index) => (isOfSome ? index.where(sql.ref(columns[0] ?? ''), 'is not', null) : index))
          .execute()
    }
  // Where a bulk change begins, and its newest change of a kind.
  await db.schema
    .createIndex('change_in_bulk_first')
    .on('change')
    .columns(['client_id', 'bulk_change_id', 'id'])
    .where(sql.ref('bulk_change_id'), 'is not', null)
    .execute()
  for (const object of ['agent_skill_id', 'service_id'])
    await db.schema
      .createIndex(`change_in_bulk_newest_by_${object}`)
      .on('change')
      .columns(['client_id', 'bulk_change_id', 'kind', object, 'id'])
      .where(sql.ref('bulk_change_id'), 'is not', null)
      .where(sql.ref(object), 'is not', null)
      .execute()
}

export const historyByDeed: Migration = { up }
