import { sql, type Kysely, type Migration } from 'kysely'

const OF_EVERY_CHANGE = ['by_name', 'kind']

/** Most changes are about few of these: those that are not are left out of the index. */
const OF_SOME = ['agent_id', 'agent_skill_id', 'service_id', 'user_id']

/** For the history within a time, in the order of time: one index for each way in which it is narrowed down. */
async function up(db: Kysely<unknown>): Promise<void> {
  // Ended with the time, and so did not give the order within it.
  await db.schema.dropIndex('change_by_time').execute()
  for (const columns of [[], ...OF_EVERY_CHANGE.map((column) => [column])])
    await db.schema
      .createIndex(['change_by', ...columns, 'time'].join('_'))
      .on('change')
      .columns(['client_id', ...columns, 'at', 'id'])
      .execute()
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
}

export const historyByTime: Migration = { up }
