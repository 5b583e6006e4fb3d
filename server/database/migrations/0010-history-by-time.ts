import { sql, type Kysely, type Migration } from 'kysely'

/** Most changes are about few of these: a change that is not about one is left out of its index. */
const OF_SOME = ['agent_id', 'agent_skill_id', 'service_id', 'user_id']

const OF_ALL = ['by_name', 'kind']

/** For the history within a time, in the order of time: an index for each way in which it is narrowed down. */
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
  // The last one: of indexes that seem equally good, SQLite takes the one that was made first, and this one reads all that others
  // leave out. The one of this name that was there did not give the order of changes of one moment.
  await db.schema.dropIndex('change_by_time').execute()
  await db.schema.createIndex('change_by_time').on('change').columns(['client_id', 'at', 'id']).execute()
}

export const historyByTime: Migration = { up }
