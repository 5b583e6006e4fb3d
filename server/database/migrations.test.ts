import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { partsOf, textColumnsOf } from '#server/database/agent-texts.ts'
import { migrate } from '#server/database/migrate.ts'
import { findCollisions } from '#server/database/name-keys.ts'
import { postgresDialect } from '#server/database/postgres.ts'
import { sqliteDialect } from '#server/database/sqlite.ts'
import type { Database, Tables } from '#server/database/tables.ts'
import { createDatabase } from '#server/testing/postgres-databases.ts'
import { compareNames } from '#server/similar-names.ts'

/** The last migration before names were compared and changes stored who made them. */
const BEFORE = '0009-login-parts'

let db: Database
let drop: () => Promise<void>

beforeEach(async () => {
  const postgres = inject('postgres')
  if (postgres) {
    const created = await createDatabase(postgres.server)
    db = new Kysely<Tables>({ dialect: postgresDialect(created.url) })
    drop = created.drop
  } else {
    const folder = mkdtempSync(path.join(tmpdir(), 'agent-console-'))
    db = new Kysely<Tables>({ dialect: sqliteDialect(folder) })
    drop = async () => rmSync(folder, { recursive: true })
  }
  await migrate(db, BEFORE)
  for (const [id, code] of [
    [1, 'ONE'],
    [2, 'TWO'],
  ] as const)
    await sql`insert into client (id, code, display_name, agent_skill_enabled) values (${id}, ${code}, ${code}, 1)`.execute(
      db,
    )
})

afterEach(async () => {
  await db.destroy()
  await drop()
})

const insertUser = (id: number, client: number, name: string, role = 'Manager') =>
  sql`
  insert into user_account (id, client_id, user_name, role, administers_agents, password_hash, password_last_modified)
  values (${id}, ${client}, ${name}, ${role}, 0, 'hash', 0)`.execute(db)

const insertAgent = (id: number, client: number, loginId: string) =>
  sql`
  insert into agent (id, client_id, login_id, first_name, last_name, last_name_upper, phone, phone_digits, wrap_up_time,
    home_agent, active, password_hash, password_last_modified)
  values (${id}, ${client}, ${loginId}, 'A', 'B', 'B', '1', '1', 0, 1, 1, 'hash', 0)`.execute(db)

describe('a database of an earlier version', () => {
  it('keeps names that differ in case or form alone, refuses one more, and says which they are', async () => {
    await insertUser(1, 1, 'sysadmin')
    await insertUser(2, 1, 'Sysadmin')
    await insertUser(3, 1, 'SYSADMIN')
    await insertUser(4, 1, 'Zo\u00eb')
    await insertUser(5, 1, 'Zoe\u0308')
    await insertUser(6, 2, 'sysadmin')
    await migrate(db)
    const names = await db.selectFrom('user_account').select('user_name').orderBy('id').execute()
    expect(names).toHaveLength(6)
    expect(await findCollisions(db, 'users')).toEqual([
      { client: 'ONE', names: ['sysadmin', 'Sysadmin', 'SYSADMIN'] },
      { client: 'ONE', names: ['Zo\u00eb', 'Zoe\u0308'] },
    ])
    const said: string[] = []
    await compareNames(db, (line) => said.push(line))
    expect(said).toHaveLength(2)
    expect(said[0]).toMatch(/client ONE .*: sysadmin, Sysadmin, SYSADMIN\.$/)
    const again = { client_id: 1, name_key: 'sysadmin', user_name: 'sysAdmin' }
    const rest = { role: 'Manager', administers_agents: 0, password_hash: 'hash', password_last_modified: 0 } as const
    await expect(
      db
        .insertInto('user_account')
        .values({ ...again, ...rest })
        .execute(),
    ).rejects.toThrow(/unique/i)
  })

  it('has the names compared that a copy of that version adds while others are brought up to date', async () => {
    await insertUser(1, 1, 'ann')
    await migrate(db)
    await insertUser(2, 1, 'Ann')
    await insertUser(3, 1, 'Bob')
    const said: string[] = []
    await compareNames(db, (line) => said.push(line))
    expect(said).toHaveLength(1)
    const keys = await db.selectFrom('user_account').select('name_key').orderBy('id').execute()
    expect(keys.map(({ name_key }) => name_key)).toEqual(['ann', ' ann 2', 'bob'])
  })

  it('is told who made a change where the name is nobody else’s', async () => {
    await insertUser(1, 1, 'ann')
    await insertUser(2, 1, 'root')
    await insertUser(3, 2, 'root', 'Sysadmin')
    await insertUser(4, 2, 'ann')
    await insertUser(5, 1, 'BOB')
    for (const [id, loginId] of [
      [10, 'BOB'],
      [11, 'EVE'],
    ] as const)
      await insertAgent(id, 1, loginId)
    const change = (kind: string, by: string | null, agent: number, name: string) =>
      sql`
      insert into change (client_id, at, kind, by_name, address, agent_id, agent_name)
      values (1, 0, ${kind}, ${by}, '', ${agent}, ${name})`.execute(db)
    await change('agent-updated', 'ann', 10, 'BOB')
    await change('agent-updated', 'root', 10, 'BOB')
    await change('agent-updated', 'gone', 10, 'BOB')
    await change('agent-locked', null, 10, 'BOB')
    await change('agent-password-set', 'EVE', 11, 'EVE')
    await change('agent-password-set', 'BOB', 10, 'BOB')
    await change('agent-password-set', 'ann', 10, 'BOB')
    await migrate(db)
    const rows = await db
      .selectFrom('change')
      .select(['by_name', 'by_kind', 'by_id', 'by_client'])
      .orderBy('id')
      .execute()
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['ann', 'user', 1, 1],
      ['root', null, null, null],
      ['gone', null, null, null],
      [null, 'system', null, null],
      ['EVE', 'agent', 11, 1],
      ['BOB', null, null, null],
      ['ann', 'user', 1, 1],
    ])
  })

  it('keeps the last four passwords alone', async () => {
    await insertUser(1, 1, 'ann')
    await insertAgent(10, 1, 'BOB')
    await insertAgent(11, 1, 'EVE')
    for (let i = 1; i <= 7; i++) {
      await sql`insert into agent_password_history (client_id, agent_id, password_hash, set_at) values (1, 10, ${`b${i}`}, 0)`.execute(
        db,
      )
      await sql`insert into user_password_history (client_id, user_id, password_hash, set_at) values (1, 1, ${`a${i}`}, 0)`.execute(
        db,
      )
    }
    await sql`insert into agent_password_history (client_id, agent_id, password_hash, set_at) values (1, 11, 'e1', 0)`.execute(
      db,
    )
    await migrate(db)
    const hashes = async (table: 'agent_password_history' | 'user_password_history') =>
      (await db.selectFrom(table).select('password_hash').orderBy('id').execute()).map((row) => row.password_hash)
    expect(await hashes('agent_password_history')).toEqual(['b4', 'b5', 'b6', 'b7', 'e1'])
    expect(await hashes('user_password_history')).toEqual(['a4', 'a5', 'a6', 'a7'])
  })

  describe('has its texts brought into one form', () => {
    const insertTexts = (id: number, client: number, loginId: string, lastName: string, phone = '1') =>
      sql`
      insert into agent (id, client_id, login_id, first_name, last_name, last_name_upper, phone, phone_digits,
        wrap_up_time, home_agent, active, password_hash, password_last_modified)
      values (${id}, ${client}, ${loginId}, 'Ann', ${lastName}, ${lastName.toUpperCase()}, ${phone}, '1', 0, 1, 1,
        'hash', 0)`.execute(db)
    const insertSkill = (id: number, client: number, name: string) =>
      sql`
      insert into agent_skill (id, client_id, name, name_upper, description)
      values (${id}, ${client}, ${name}, ${name.toUpperCase()}, '')`.execute(db)

    const namesOf = async (objects: 'agent' | 'skill') =>
      objects === 'agent'
        ? (await db.selectFrom('agent').select('login_id').orderBy('id').execute()).map(({ login_id }) => login_id)
        : (await db.selectFrom('agent_skill').select('name').orderBy('id').execute()).map(({ name }) => name)

    const warnings = async () => {
      const said: string[] = []
      await compareNames(db, (line) => said.push(line))
      return said
    }

    it('agents, with what searches look up', async () => {
      await insertTexts(10, 1, 'RENE\u0301.T', 'Lefe\u0300vre', '\u202A+33 1234\u202C')
      await insertTexts(11, 1, 'PLAIN', '\u200B')
      await insertTexts(12, 2, 'REN\u00c9.T', 'Li')
      await migrate(db)
      const agents = await db.selectFrom('agent').selectAll().orderBy('id').execute()
      const texts = agents.map((row) => ({
        client: row.client_id,
        loginId: row.login_id,
        firstName: row.first_name,
        lastName: row.last_name,
        phone: row.phone,
      }))
      expect(texts).toMatchObject([
        { loginId: 'REN\u00c9.T', lastName: 'Lef\u00e8vre', phone: '+33 1234' },
        { loginId: 'PLAIN', lastName: '\u200B' },
        { loginId: 'REN\u00c9.T', lastName: 'Li' },
      ])
      for (const [i, agent] of agents.entries())
        expect(agent).toMatchObject(textColumnsOf(texts[i] ?? { loginId: '', firstName: '', lastName: '', phone: '' }))
      const parts = await db.selectFrom('agent_part').select(['client_id', 'part', 'login_id']).execute()
      const wanted = texts.flatMap((agent) =>
        partsOf(agent).map((part) => ({ client_id: agent.client, part, login_id: agent.loginId })),
      )
      expect(new Set(parts.map((row) => JSON.stringify(row)))).toEqual(
        new Set(wanted.map((row) => JSON.stringify(row))),
      )
      expect(await warnings()).toEqual([])
    })

    it('but for the login IDs that would become another agent’s: a start names them, until one is gone', async () => {
      await insertTexts(10, 1, 'REN\u00c9.T', 'A')
      await insertTexts(11, 1, 'RENE\u0301.T', 'B')
      await insertTexts(12, 1, '\u200B\u200B', 'C')
      await migrate(db)
      expect(await namesOf('agent')).toEqual(['REN\u00c9.T', 'RENE\u0301.T', '\u200B\u200B'])
      const warning =
        'Warning: login IDs of the client ONE that are easily taken for one another: RENE\u0301.T, REN\u00c9.T.'
      expect(await warnings()).toContain(warning)
      await db.deleteFrom('agent').where('id', '=', 11).execute()
      expect(await warnings()).not.toContain(warning)
    })

    it('skills and users, of which the oldest keeps a name that several have', async () => {
      await insertSkill(1, 1, 'Cafe\u0301')
      await insertSkill(2, 1, 'Caf\u00e9 ')
      await insertSkill(3, 1, 'GOLD\u200B')
      await insertSkill(4, 2, 'gold')
      await insertUser(1, 1, 'Zoe\u0308')
      await migrate(db)
      expect(await namesOf('skill')).toEqual(['Caf\u00e9', 'Caf\u00e9 ', 'GOLD', 'gold'])
      const { user_name } = await db.selectFrom('user_account').select('user_name').executeTakeFirstOrThrow()
      expect(user_name).toBe('Zo\u00eb')
      expect(await warnings()).toEqual([
        'Warning: skills of the client ONE that are easily taken for one another: Caf\u00e9, Caf\u00e9 .',
      ])
    })
  })
})
