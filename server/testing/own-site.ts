import { hashPassword } from '#server/accounts/passwords.ts'
import { loadDemoData } from '#server/first-start/load-demo-data.ts'
import { openDatabase, type DatabaseLocation } from '#server/database/open.ts'

/** Fills an empty database with the rows of the demo data, but not marked as such: a server behind a proxy refuses demo data. */
export async function fillOwnSite(location: DatabaseLocation, agents: number): Promise<void> {
  const db = await openDatabase(location, async (empty) => {
    await loadDemoData(empty, { agents, now: Date.now(), hashPassword })
    await empty.deleteFrom('site').where('key', '=', 'demo-data').execute()
  })
  await db.destroy()
}
