import { beforeEach, describe, expect, it } from 'vitest'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { insertAgent } from '#server/testing/fixtures.ts'
import { CLIENT, OTHER_CLIENT } from '#server/testing/server.ts'

const server = serverForEachTest()

interface Page {
  agent: { loginId: string }[]
  next: string | null
}

const search = async (criterion: object) => {
  const { body } = await server.send('POST', '/configuration/agents/search?count=100&offset=0', { body: criterion })
  return (body as Page).agent.map((agent) => agent.loginId)
}

describe('Find Matching Agents', () => {
  beforeEach(async () => {
    await insertAgent(server.db, CLIENT, { loginId: 'JAM_1', lastName: 'Jamison', phone: '(202) 555-0137' })
    await insertAgent(server.db, CLIENT, { loginId: 'JAMX1', lastName: 'Rajam', phone: '2025550138' })
    await insertAgent(server.db, CLIENT, { loginId: 'AGENT#.?', lastName: 'Núñez', phone: '0137' })
    await insertAgent(server.db, CLIENT, { loginId: 'QUOTED"', lastName: 'A😀🎧X', phone: '1' })
    await insertAgent(server.db, OTHER_CLIENT, { loginId: 'JAM_2', lastName: 'Jamison', phone: '1' })
  })

  it.each([
    [{ lastName: 'jam' }, ['JAMX1', 'JAM_1']],
    [{ lastName: 'ÑEZ' }, ['AGENT#.?']],
    [{ loginId: 'jam' }, ['JAMX1', 'JAM_1']],
    [{ loginId: 'm_1' }, ['JAM_1']],
    [{ loginId: '%' }, []],
    [{ loginId: '#.?' }, ['AGENT#.?']],
    [{ loginId: 'gent#.?' }, ['AGENT#.?']],
    [{ loginId: 'login_id : "jam"' }, []],
    [{ lastName: '\u{1f600}🎧x' }, ['QUOTED"']],
    [{ loginId: 'ted"' }, ['QUOTED"']],
    [{ phoneNumber: '202-555-0137' }, ['JAM_1']],
    [{ phoneNumber: '0137' }, ['AGENT#.?']],
    [{ phoneNumber: 'none' }, []],
    [{ lastName: 'nobody' }, []],
    [{ loginId: '', lastName: 'rajam', phoneNumber: ' ' }, ['JAMX1']],
  ])('%j finds %j', async (criterion, loginIds) => {
    expect(await search(criterion)).toEqual(loginIds)
  })

  it.each([{}, { loginId: '' }, { lastName: 'a', phoneNumber: '1' }])(
    'wants exactly one criterion, not %j',
    async (body) => {
      expect(await server.send('POST', '/configuration/agents/search?count=9&offset=0', { body })).toEqual({
        status: 400,
        body: { errorCode: 202, errorMessage: 'Invalid input [exactly one of phone, loginId or lastName is required]' },
      })
    },
  )

  it('finds an agent by what they are called now, until they are deleted', async () => {
    const id = await insertAgent(server.db, CLIENT, { loginId: 'MOVING', lastName: 'Before' })
    const url = `/configuration/agents/${id}`
    await server.send('PUT', url, { body: { lastName: 'After', phone: '7' } })
    expect([await search({ lastName: 'before' }), await search({ lastName: 'after' })]).toEqual([[], ['MOVING']])
    await server.send('DELETE', url)
    expect([await search({ lastName: 'after' }), await search({ loginId: 'moving' })]).toEqual([[], []])
  })

  it('keeps the parts of every text that is written, and no others', async () => {
    const id = await insertAgent(server.db, CLIENT, {
      loginId: 'KEPT',
      firstName: 'Al',
      lastName: 'Before',
      phone: '1',
    })
    await insertAgent(server.db, CLIENT, { loginId: 'SHORT', lastName: 'Li' })
    const kept = async () =>
      (await server.db.selectFrom('agent_part').select('part').where('login_id', '=', 'KEPT').orderBy('part').execute())
        .map(({ part }) => part)
        .filter((part) => part !== 'kep' && part !== 'ept')
    expect(await kept()).toEqual(['bef', 'efo', 'for', 'ore'])
    const url = `/configuration/agents/${id}`
    await server.send('PUT', url, { body: { lastName: 'Ananan', phone: '+1 2345' } })
    expect(await kept()).toEqual(['#1234', '#2345', 'ana', 'nan'])
    await server.send('PUT', url, { body: { firstName: 'Ana', lastName: 'Li', phone: '7' } })
    expect(await kept()).toEqual(['ana'])
    await server.send('PUT', url, { body: { firstName: 'Al', lastName: 'Straße' } })
    expect(await kept()).toEqual(['ass', 'ras', 'sse', 'str', 'tra'])
    await server.send('DELETE', url)
    expect(await server.db.selectFrom('agent_part').select('part').where('login_id', '=', 'KEPT').execute()).toEqual([])
  })

  it('finds who has all the letters in a row, not just all the parts', async () => {
    await insertAgent(server.db, CLIENT, { loginId: 'PARTS', lastName: 'Abc Bcd' })
    await insertAgent(server.db, CLIENT, { loginId: 'ROW', lastName: 'Xabcdx' })
    expect(await search({ lastName: 'abcd' })).toEqual(['ROW'])
    await insertAgent(server.db, CLIENT, { loginId: '1234-2345' })
    await insertAgent(server.db, CLIENT, { loginId: '912345' })
    await insertAgent(server.db, CLIENT, { loginId: '12345-23456' })
    await insertAgent(server.db, CLIENT, { loginId: '0123456' })
    expect(await search({ loginId: '12345' })).toEqual(['0123456', '12345-23456', '912345'])
    expect(await search({ loginId: '123456' })).toEqual(['0123456'])
    expect(await search({ loginId: '4-23' })).toEqual(['1234-2345'])
  })

  it.each([
    ['all', 'many', 620],
    ['few', 'many-61', 11],
    ['all, by two letters', 'ny', 620],
  ])('visits all in order, page by page: %s', async (_, loginId, count) => {
    for (let i = 0; i < 620; i++) await insertAgent(server.db, CLIENT, { loginId: `MANY-${i}` })
    const found: string[] = []
    let next: string | null = 'configuration/agents/search/?offset=0&count=7'
    if (count > 100) next = next.replace('count=7', 'count=250')
    while (next !== null) {
      const { body } = await server.send('POST', `/${next}`, { body: { loginId } })
      const page = body as { agent: { loginId: string }[]; next: string | null }
      found.push(...page.agent.map((agent) => agent.loginId))
      next = page.next
    }
    const all = Array.from({ length: 620 }, (_each, i) => `MANY-${i}`).sort()
    expect(found).toEqual(all.filter((name) => name.includes(loginId.toUpperCase())))
    expect(found).toHaveLength(count)
  })

  it('pages like the list', async () => {
    const url = '/configuration/agents/search?count=1&offset=0'
    expect(await server.send('POST', url, { body: { lastName: 'jam' } })).toMatchObject({
      body: { agent: [{ loginId: 'JAMX1' }], next: 'configuration/agents/search/?offset=1&count=1' },
    })
  })
})
