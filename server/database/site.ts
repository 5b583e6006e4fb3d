import type { Database } from '#server/database/tables.ts'

/** Whether a database began with demo data, whose accounts everybody knows the password of. */
export async function hasDemoData(db: Database): Promise<boolean> {
  const row = await db.selectFrom('site').select('value').where('key', '=', 'demo-data').executeTakeFirst()
  return row?.value === 'on'
}
