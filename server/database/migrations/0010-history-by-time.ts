import { sql, type Kysely, type Migration } from 'kysely'

/** Null in most changes, so their indexes leave out nulls. */
const OF_SOME = ['agent_id', 'agent_skill_id', 'service_id', 'user_id']

const OF_ALL = ['by_name', 'kind']

/** Adds an index by time for each filter of the history. */
async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of OF_SOME) {
    await db.schema.dropIndex(`change_by_${column}_client`).execute()
    for (const [order, columns] of [
      ['client', ['id']],
      ['time', ['at', 'id']],
    ] as const)
      await db.schema
        .createIndex(`change_by_${column}_${order}`)
        .on('change')
        .columns(['client_id', column, ...columns])
        .where(sql.ref(column), 'is not', null)
        .execute()
  }
  for (const column of OF_ALL)
    await db.schema
      .createIndex(`change_by_${column}_time`)
      .on('change')
      .columns(['client_id', column, 'at', 'id'])
      .execute()
  // It must be created last: if several indexes look equally good, SQLite takes the oldest, and this one is the least selective.
  // Its predecessor left out the id, and with it the order of changes that were made at the same time.
  await db.schema.dropIndex('change_by_time').execute()
  await db.schema.createIndex('change_by_time').on('change').columns(['client_id', 'at', 'id']).execute()
}

export const historyByTime: Migration = { up }
