import type { Database } from '#server/database/tables.ts'

/** Whether a database was filled with demo data. Everybody knows the password of its accounts. */
export async function hasDemoData(db: Database): Promise<boolean> {
  const row = await db.selectFrom('site').select('value').where('key', '=', 'demo-data').executeTakeFirst()
  return row?.value === 'on'
}
