import { describe, expect, it } from 'vitest'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { insertAgent, insertUser, NEW_AGENT, PASSWORD } from '#server/testing/fixtures.ts'
import { CLIENT } from '#server/testing/server.ts'

const server = serverForEachTest()

const agents = '/configuration/agents'

const create = (texts: Partial<typeof NEW_AGENT>) => server.send('POST', agents, { body: { ...NEW_AGENT, ...texts } })

const search = async (criterion: object) => {
  const { body } = await server.send('POST', `${agents}/search?count=20&offset=0`, { body: criterion })
  return (body as { agent: { loginId: string }[] }).agent.map(({ loginId }) => loginId)
}

const createSkill = (name: string) => server.send('POST', `${agents}/skills`, { body: { name } })

const login = (userName: string, agent: boolean) =>
  server.send('POST', '/session/login', {
    body: { clientName: `C${CLIENT}`, userName, password: PASSWORD, agent },
    session: null,
  })

describe('a name', () => {
  // Ten scripts: stored, and as somebody else types it, or their system exports it.
  it.each([
    ['Lefèvre', 'LEFE\u0300VRE'],
    ['İnönü', 'inönü'],
    ['İnönü', 'i\u0307nönü'],
    ['Straße', 'STRASSE'],
    ['Kelvin', '\u212Aelvin'],
    ['Παπαδόπουλος', 'ΠΑΠΑΔΌΠΟΥΛΟΣ'],
    ['Ковалёва', 'ковале\u0308ва'],
    ['בן־דוד', 'בן־דוד'],
    ['شریفی\u200Cنیا', 'شریفی\u200Cنیا'],
    ['क्\u200Dष', 'क्ष'],
    ['ศรีสุข', 'ศรีสุข'],
    ['김서연', '김서연'.normalize('NFD')],
    ['山田', '山田'],
    ['Ոսկանյան', 'ՈՍԿԱՆՅԱՆ'],
    ['გიორგაძე', 'ᲒᲘᲝᲠᲒᲐᲫᲔ'],
  ])('%j is found by %j, and shown as it was written', async (lastName, typed) => {
    await create({ loginId: 'OTHER', lastName: 'Somebody' })
    expect(await create({ lastName })).toMatchObject({ status: 201 })
    expect(await search({ lastName: typed })).toEqual(['NEW'])
    const { body } = await server.send('GET', `${agents}?count=5&offset=0`)
    expect(body).toMatchObject({ agent: [{ lastName: lastName.normalize('NFC') }, {}] })
  })

  it('is found with its accents only, as the API compares', async () => {
    await create({ lastName: 'Fernández' })
    expect([await search({ lastName: 'fernandez' }), await search({ lastName: 'FERNA\u0301NDEZ' })]).toEqual([
      [],
      ['NEW'],
    ])
  })

  it.each([
    ['loginId', 'A\nB', 'U+000A'],
    ['loginId', 'A\tB', 'U+0009'],
    ['loginId', 'A\u2028B', 'U+2028'],
    ['loginId', 'FLDZW1\u200B', 'U+200B'],
    ['loginId', '\u202EFLDRLO', 'U+202E'],
    ['firstName', 'a\nb', 'U+000A'],
    ['lastName', 'a\u00ADb', 'U+00AD'],
    ['phone', '\u202A5550100\u202C', 'U+202A, U+202C'],
  ])('is refused with %s %j, and the refusal says why: %s', async (field, value, codePoints) => {
    expect(await create({ [field]: value })).toEqual({
      status: 400,
      body: {
        code: 202,
        message: `Invalid ${field} [${field} must not contain invisible characters: ${codePoints}]`,
      },
    })
  })

  it.each([
    ['loginId', '\u200B\u200B'],
    ['firstName', '\u3164'],
    ['lastName', '\u2800'],
    ['lastName', '\u0301'],
  ])('is refused where nobody sees it: %s %j', async (field, value) => {
    expect(await create({ [field]: value })).toMatchObject({
      status: 400,
      body: { code: 202, message: `Invalid ${field} [${field} must contain a visible character]` },
    })
  })

  it.each([
    ['👩\u200D💻'.repeat(33) + 'a', 201],
    ['😀'.repeat(100), 201],
    ['😀'.repeat(101), 400],
  ])('may have a hundred code points: %s', async (firstName, status) => {
    expect(await create({ firstName })).toMatchObject({ status })
  })
})

describe('a login ID', () => {
  it('is one in either Unicode form', async () => {
    expect(await create({ loginId: 'RENÉ.T' })).toMatchObject({ status: 201 })
    expect(await create({ loginId: 'rene\u0301.t' })).toMatchObject({ status: 409 })
    expect(await search({ loginId: 'RENE\u0301' })).toEqual(['RENÉ.T'])
  })

  it('is limited as it is stored: upper case may be longer', async () => {
    expect(await create({ loginId: 'ß'.repeat(50) })).toMatchObject({ status: 201 })
    expect(await search({ loginId: 'SS'.repeat(50) })).toEqual(['SS'.repeat(50)])
    expect(await create({ loginId: `${'ß'.repeat(50)}x` })).toMatchObject({
      status: 400,
      body: { message: 'Invalid loginId [loginId must be at most 100 characters in upper case]' },
    })
  })

  it('is searched and signed in with as it was copied, with characters around it that nobody sees', async () => {
    await insertAgent(server.db, CLIENT, { loginId: 'FLDPCT' })
    expect(await search({ loginId: 'FLDPCT\u200B' })).toEqual(['FLDPCT'])
    expect(await search({ loginId: '\u202AFLD\u200Bpct\u202C' })).toEqual(['FLDPCT'])
    expect(await login('\u202Afldpct\u202C', true)).toMatchObject({ status: 200 })
    const body = { clientName: `\u200EC${CLIENT}`, userName: 'fldpct', password: PASSWORD, agent: true }
    expect(await server.send('POST', '/session/login', { body, session: null })).toMatchObject({ status: 200 })
  })

  it('from before it had one form still signs in as it is stored, and is found', async () => {
    await insertAgent(server.db, CLIENT, { loginId: 'OLD' })
    const id = await insertAgent(server.db, CLIENT, { loginId: 'OLDER' })
    await server.db.updateTable('agent').set({ login_id: 'OLD\u200B' }).where('id', '=', id).execute()
    await server.db.updateTable('agent_part').set({ login_id: 'OLD\u200B' }).where('login_id', '=', 'OLDER').execute()
    expect(await login('old\u200B', true)).toMatchObject({ status: 200, body: { userId: id } })
    expect(await search({ loginId: 'older' })).toEqual(['OLD\u200B'])
  })
})

describe('the name of a skill', () => {
  it.each(['cafe\u0301 support', 'CAFÉ SUPPORT', 'Café\u00A0Support', 'Café  Support', 'Ca\u200Dfé Support'])(
    'is taken for %j',
    async (name) => {
      expect(await createSkill('Café Support')).toMatchObject({ status: 201 })
      expect(await createSkill(name)).toMatchObject({ status: 409 })
    },
  )

  it('keeps what makes an emoji and what joins letters', async () => {
    for (const name of ['👩\u200D💻 line', '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}', 'می\u200Cخواهم'])
      expect(await createSkill(name)).toMatchObject({ status: 201 })
    const { body } = await server.send('GET', `${agents}/skills?count=9&offset=0`)
    expect(JSON.stringify(body)).toContain('👩\u200D💻 line')
  })
})

describe('a user', () => {
  it('signs in in either Unicode form', async () => {
    await insertUser(server.db, CLIENT, { userName: 'zoë', role: 'Manager' })
    expect(await login('zoe\u0308', false)).toMatchObject({ status: 200 })
    expect(await login('zoë\u200B', false)).toMatchObject({ status: 200 })
    expect(await login('ZOË', false)).toMatchObject({ status: 401 })
  })
})
