import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { beforeEach, describe, expect, it } from 'vitest'
import type { InjectOptions } from 'fastify'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { insertAgent, PASSWORD } from '#server/testing/fixtures.ts'
import { CLIENT } from '#server/testing/server.ts'

const server = serverForEachTest()
let session: string

beforeEach(async () => {
  session = await server.login('manager')
})

const ask = (method: NonNullable<InjectOptions['method']>, url: string, headers: Record<string, string> = {}) =>
  server.app.inject({
    method,
    url,
    headers: { 'lv-session': session, ...headers },
  })

describe('a method', () => {
  it.each([
    ['/configuration/agents/info', 'GET, HEAD, OPTIONS'],
    ['/configuration/agents/search', 'POST, OPTIONS'],
    ['/configuration/agents/5', 'GET, HEAD, PUT, DELETE, OPTIONS'],
    ['/configuration/v6.0//Agents/', 'POST, GET, HEAD, OPTIONS'],
    ['/openapi.json', 'GET, HEAD, OPTIONS'],
    ['/healthz', 'GET, HEAD, OPTIONS'],
  ])('that %s does not have is refused, and OPTIONS names those that it has', async (url, allow) => {
    const methods = ['PATCH', 'TRACE', 'PROPFIND', 'QUERY', 'LINK', ...(allow.includes('HEAD') ? [] : ['HEAD', 'GET'])]
    for (const method of methods) {
      const reply = await ask(method, url)
      expect([method, reply.statusCode, reply.headers['allow']]).toEqual([method, 405, allow])
    }
    const options = await ask('OPTIONS', url, { 'content-type': 'text/plain' })
    expect([options.statusCode, options.headers['allow'], options.body]).toEqual([204, allow, ''])
  })

  it('of the whole server is answered as well', async () => {
    const address = await server.app.listen({ port: 0 })
    const socket = connect({ port: Number(new URL(address).port), host: '127.0.0.1' })
    socket.write('OPTIONS * HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')
    const reply = await text(socket)
    expect(reply).toMatch('HTTP/1.1 204 No Content')
    expect(reply).toMatch('allow: GET, HEAD, POST, PUT, DELETE, OPTIONS')
  })

  it('makes no path of one that there is not', async () => {
    for (const method of ['OPTIONS', 'PROPFIND', 'PATCH', 'GET'])
      expect((await ask(method, '/configuration/nothing')).statusCode).toBe(404)
  })
})

describe('a reply', () => {
  it('says how to sign in where a session is missing or the password is wrong', async () => {
    const noSession = await server.app.inject({ url: '/configuration/agents/info' })
    const payload = { clientName: `C${CLIENT}`, userName: 'manager', password: 'wrong-one-1' }
    const refused = await server.app.inject({ method: 'POST', url: '/session/login', payload })
    for (const reply of [noSession, refused])
      expect([reply.statusCode, reply.headers['www-authenticate']]).toEqual([401, 'LV-Session'])
  })

  it('says where what it created is', async () => {
    const agent = { loginId: 'NEW', firstName: 'N', lastName: 'W', password: PASSWORD, phone: '1' }
    for (const [url, payload] of [
      ['/configuration/agents', { ...agent, wrapUpTime: 0, homeAgent: false, active: true }],
      ['/configuration/v6.0/agents/skills/', { name: 'NEW' }],
    ] as const) {
      const headers = { 'lv-session': session, 'idempotency-key': url }
      const create = () => server.app.inject({ method: 'POST', url, payload, headers })
      const reply = await create()
      const { location } = reply.headers
      expect(location).toMatch(new RegExp(`^/configuration/agents(/skills)?/${reply.json<{ id: number }>().id}$`))
      expect(await server.send('GET', String(location))).toMatchObject({ status: 200 })
      // Asked again, it is the same.
      expect((await create()).headers.location).toBe(location)
    }
  })

  it('is JSON, whatever is asked for', async () => {
    const reply = await ask('GET', '/configuration/agents/info', { accept: 'application/xml' })
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8'])
  })

  it('with the OpenAPI document is sent again only when it is another', async () => {
    for (const method of ['GET', 'HEAD'] as const)
      for (const coding of ['identity', 'br']) {
        const reply = await ask(method, '/openapi.json', { 'accept-encoding': coding })
        expect(reply.headers).toMatchObject({
          etag: expect.any(String) as string,
          'cache-control': 'no-cache',
          vary: 'accept-encoding',
        })
        expect(reply.headers['content-encoding']).toBe(coding === 'br' ? 'br' : undefined)
        const again = await ask(method, '/openapi.json', { 'if-none-match': `W/${String(reply.headers['etag'])}` })
        expect([again.statusCode, again.body]).toEqual([304, ''])
      }
  })

  it('to HEAD has the headers of that to GET, also compressed', async () => {
    for (let i = 0; i < 20; i++) await insertAgent(server.db, CLIENT, { loginId: `AGENT${i}` })
    for (const count of [1, 20])
      for (const coding of ['identity', 'br', 'x-gzip']) {
        const url = `/configuration/agents?count=${count}&offset=0`
        const [get, head] = await Promise.all(
          ['GET', 'HEAD'].map((method) => ask(method, url, { 'accept-encoding': coding })),
        )
        expect(get?.headers['vary']).toBe('accept-encoding')
        expect([head?.statusCode, head?.body]).toEqual([200, ''])
        for (const name of ['content-type', 'content-length', 'content-encoding', 'vary'])
          expect([name, head?.headers[name]]).toEqual([name, get?.headers[name]])
      }
    const { headers } = await ask('HEAD', '/configuration/agents?count=20&offset=0', { 'accept-encoding': 'x-gzip' })
    expect(headers['content-encoding']).toBe('gzip')
  })
})
