import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { isPostgres } from '#server/database/dialect.ts'
import { search } from '#server/database/migrations/0008-search.ts'
import { namePartRows, partsOf } from '#server/database/name-parts.ts'
import { openTestDatabase, releaseTestDatabase } from '#server/testing/database.ts'
import { insertAgent } from '#server/testing/fixtures.ts'

const CLIENT = 1

describe('the parts of a name', () => {
  it.each([
    ['Smith', ['SMI', 'MIT', 'ITH']],
    ['Li', []],
    ['Lee', ['LEE']],
    ['Ananan', ['ANA', 'NAN']],
    ['o’Brien', ['O’B', '’BR', 'BRI', 'RIE', 'IEN']],
    ['A😀🎧X', ['A😀🎧', '😀🎧X']],
  ])('of %s are %j', (name, parts) => {
    expect(partsOf(name)).toEqual(parts)
  })

  it('of agents who were there before the table are added with it', async () => {
    const db = await openTestDatabase()
    await db
      .insertInto('client')
      .values({ id: CLIENT, code: 'C1', display_name: 'One', agent_skill_enabled: 1 })
      .execute()
    const lastNames = ['Smith', 'Li', 'Ananan', 'A😀🎧X', 'Straße', 'van der Längsten-Nachname']
    const agents = lastNames.map((lastName, i) => ({ client: CLIENT, loginId: `AGENT${i}`, lastName }))
    for (const agent of agents) await insertAgent(db, CLIENT, agent)

    await db.schema.dropTable('agent_name_part').execute()
    if (isPostgres(db)) await sql`create index agent_by_part_of_last_name_upper on agent (last_name_upper)`.execute(db)
    else {
      for (const event of ['insert', 'update', 'delete'])
        await sql`drop trigger ${sql.id(`agent_text_${event}`)}`.execute(db)
      await db.schema.dropTable('agent_text').execute()
    }
    await search.up(db)

    const rows = await db.selectFrom('agent_name_part').select(['client_id', 'part', 'login_id']).execute()
    expect(new Set(rows)).toEqual(new Set(agents.flatMap(namePartRows)))
    await releaseTestDatabase(db)
  })
})
