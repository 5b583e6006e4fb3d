import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isPostgres } from '#server/database/dialect.ts'
import { search } from '#server/database/migrations/0008-search.ts'
import { loginParts } from '#server/database/migrations/0009-login-parts.ts'
import { PART_TABLES, partRows, partsToFind, type PartTable } from '#server/database/search-parts.ts'
import type { Database } from '#server/database/tables.ts'
import { openTestDatabase, releaseTestDatabase } from '#server/testing/database.ts'
import { insertAgent } from '#server/testing/fixtures.ts'

const CLIENT = 1

const partsOf = (table: PartTable, text: string) =>
  partRows(table, { client: CLIENT, loginId: text, lastName: text }).map(({ part }) => part)

describe('the parts of a last name', () => {
  it.each([
    ['Smith', ['SMI', 'MIT', 'ITH']],
    ['Li', []],
    ['Lee', ['LEE']],
    ['Ananan', ['ANA', 'NAN']],
    ['o’Brien', ['O’B', '’BR', 'BRI', 'RIE', 'IEN']],
    ['A😀🎧X', ['A😀🎧', '😀🎧X']],
  ])('of %s are %j', (name, parts) => {
    expect(partsOf('agent_name_part', name)).toEqual(parts)
  })
})

describe('the parts of a login ID', () => {
  it.each([
    ['A1', []],
    ['A12', ['A12']],
    ['AB12', ['AB1', 'B12']],
    ['ABC12', ['ABC', 'BC1', 'C12', 'ABC12']],
    ['111111', ['111', '11111']],
  ])('of %s are %j', (loginId, parts) => {
    expect(partsOf('agent_login_part', loginId)).toEqual(parts)
  })
})

describe('letters that are searched for', () => {
  it.each([
    ['agent_name_part', 'mi', []],
    ['agent_name_part', 'smith', ['SMI', 'MIT', 'ITH']],
    ['agent_login_part', 't1', []],
    ['agent_login_part', 't12', ['T12']],
    ['agent_login_part', 't123', ['T12', '123']],
    ['agent_login_part', 'nt1234', ['NT123', 'T1234']],
  ] as const)('lead in %s from %s to %j', (table, letters, parts) => {
    expect(partsToFind(table, letters)).toEqual(parts)
  })
})

describe('the parts of agents who were there before the tables', () => {
  const texts = ['Smith', 'Li', 'Ananan', 'A😀🎧X', 'A😀🎧XYZ', 'Straße', 'van der Längsten-Nachname']
  const agents = texts.map((text, i) => ({ client: CLIENT, loginId: `${text.toUpperCase()}${i}`, lastName: text }))
  let db: Database

  beforeEach(async () => {
    db = await openTestDatabase()
    await db
      .insertInto('client')
      .values({ id: CLIENT, code: 'C1', display_name: 'One', agent_skill_enabled: 1 })
      .execute()
    for (const agent of agents) await insertAgent(db, CLIENT, agent)
    for (const table of PART_TABLES) await db.schema.dropTable(table).execute()
  })

  afterEach(() => releaseTestDatabase(db))

  const wanted = PART_TABLES.map((table) => new Set(agents.flatMap((agent) => partRows(table, agent))))

  const kept = () =>
    Promise.all(
      PART_TABLES.map(
        async (table) => new Set(await db.selectFrom(table).select(['client_id', 'part', 'login_id']).execute()),
      ),
    )

  it('are added with them', async () => {
    await search.up(db)
    await loginParts.up(db)
    expect(await kept()).toEqual(wanted)
  })

  it('take the place of what an earlier version had on each engine', async () => {
    if (isPostgres(db)) await sql`create index agent_by_part_of_login_id on agent (login_id)`.execute(db)
    else {
      await sql`create virtual table agent_text using fts5 (login_id, content = 'agent', content_rowid = 'id')`.execute(
        db,
      )
      await sql`
        create trigger agent_text_insert after insert on agent
        begin insert into agent_text (rowid, login_id) values (new.id, new.login_id); end`.execute(db)
    }
    await search.up(db)
    await loginParts.up(db)
    expect(await kept()).toEqual(wanted)
    const { rows } = isPostgres(db)
      ? await sql`select from pg_indexes where indexname like 'agent!_by!_part!_of!_%' escape '!'`.execute(db)
      : await sql`select 1 from sqlite_schema where name like 'agent!_text%' escape '!'`.execute(db)
    expect(rows).toEqual([])
  })
})
