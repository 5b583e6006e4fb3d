import type { InjectOptions } from 'fastify'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { beforeEach, describe, expect, it } from 'vitest'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { insertAgent, insertSkill } from '#server/testing/fixtures.ts'
import { CLIENT } from '#server/testing/server.ts'

const server = serverForEachTest()
let session: string
let url: string

beforeEach(async () => {
  session = await server.login('manager')
  await insertSkill(server.db, CLIENT, 200, 'GOLD')
  url = `/configuration/agents/${await insertAgent(server.db, CLIENT, { loginId: 'HOLDER', lastName: 'Before' })}`
})

const send = (method: 'PUT' | 'DELETE', path: string, type: string, payload?: InjectOptions['payload']) =>
  server.app.inject({
    method,
    url: path,
    headers: { 'lv-session': session, 'content-type': type },
    ...(payload !== undefined && { payload }),
  })

const lastName = async () => (await server.send('GET', url)).body as { lastName: string }

const NOT_UTF_8 = 'Invalid body [it is not UTF-8]'
const OTHER_CHARSET = 'Unsupported charset [send the body in UTF-8]'

describe('a body', () => {
  it.each([
    ['in ISO 8859-1', [0xe9]],
    ['with an overlong form', [0xc0, 0x80]],
    ['with half a surrogate pair', [0xed, 0xa0, 0x80]],
    ['that ends in the middle of a letter', [0xc3]],
  ])('%s is refused, and nothing of it is stored', async (_, bytes) => {
    const payload = Buffer.concat([Buffer.from('{"lastName":"Dupr'), Buffer.from(bytes), Buffer.from('"}')])
    const reply = await send('PUT', url, 'application/json', payload)
    expect([reply.statusCode, reply.json()]).toEqual([400, { errorCode: 202, errorMessage: NOT_UTF_8 }])
    expect(await lastName()).toMatchObject({ lastName: 'Before' })
  })

  it.each(['iso-8859-1', 'windows-1252', 'utf-16', '"latin1"'])('that says it is in %s is refused', async (charset) => {
    const reply = await send('PUT', url, `application/json; charset=${charset}`, '{"lastName":"After"}')
    expect([reply.statusCode, reply.json()]).toEqual([415, { errorCode: 415, errorMessage: OTHER_CHARSET }])
    expect(await lastName()).toMatchObject({ lastName: 'Before' })
  })

  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'Application/JSON; charset=utf8',
    'application/json; odata=verbose',
    'text/json',
    'application/vnd.agents.v1+json',
    'application/merge-patch+json; charset=utf-8',
  ])('of the type %s is read', async (type) => {
    expect((await send('PUT', url, type, '{"lastName":"Dupré"}')).statusCode).toBe(204)
    expect(await lastName()).toMatchObject({ lastName: 'Dupré' })
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'text/xml', 'x'])(
    'of the type %s is refused',
    async (type) => {
      const reply = await send('PUT', url, type, '{"lastName":"After"}')
      expect([reply.statusCode, reply.json()]).toEqual([
        415,
        { errorCode: 415, errorMessage: 'Unsupported media type [application/json is accepted]' },
      ])
    },
  )

  it('that is compressed is refused, and the reply says which encoding would do', async () => {
    for (const encoding of ['gzip', 'x-gzip', 'zstd']) {
      const headers = { 'lv-session': session, 'content-type': 'application/json', 'content-encoding': encoding }
      const reply = await server.app.inject({ method: 'PUT', url, headers, payload: '{}' })
      expect([reply.statusCode, reply.headers['accept-encoding'], reply.json()]).toEqual([
        415,
        'identity',
        { errorCode: 415, errorMessage: 'Unsupported content encoding [send the body as it is]' },
      ])
    }
  })

  it('may begin with a byte order mark', async () => {
    expect((await send('PUT', url, 'application/json', '\uFEFF{"lastName":"After"}')).statusCode).toBe(204)
  })
})

describe('where there is no body, its type is not looked at', () => {
  it.each(['application/x-www-form-urlencoded', 'text/plain; charset=utf-8', 'x', 'application/json; charset=utf-16'])(
    '%s',
    async (type) => {
      for (const payload of [undefined, '']) {
        expect((await send('PUT', `${url}/skills/200?proficiency=1`, type, payload)).statusCode).toBe(204)
        expect((await send('DELETE', `${url}/skills/200`, type, payload)).statusCode).toBe(204)
      }
    },
  )

  it.each([
    ['0\r\n\r\n', '204 No Content'],
    ['1\r\nx\r\n0\r\n\r\n', '415 Unsupported Media Type'],
  ])('also where its length is not announced: %j', async (chunks, status) => {
    const address = await server.app.listen({ port: 0 })
    const socket = connect({ port: Number(new URL(address).port), host: '127.0.0.1' })
    const head = [
      `PUT ${url}/skills/200?proficiency=1 HTTP/1.1`,
      'host: x',
      'connection: close',
      `lv-session: ${session}`,
      'content-type: text/plain',
      'transfer-encoding: chunked',
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n${chunks}`)
    expect(await text(socket)).toMatch(`HTTP/1.1 ${status}`)
  })
})
