import { afterEach, describe, expect, it } from 'vitest'
import { insertAgent, PASSWORD } from '#server/testing/fixtures.ts'
import { CLIENT, startTestServer, type TestServer } from '#server/testing/server.ts'

let server: TestServer
let lines: string[]

const start = async (trustProxy?: string) => {
  lines = []
  const log = { level: 'info', stream: { write: (line: string) => lines.push(line) } } as const
  server = await startTestServer({ log, ...(trustProxy !== undefined && { trustProxy }) })
}

afterEach(() => server.close())

/** Signs an agent in and returns all addresses that were stored or logged for it. */
async function addressesOf(remoteAddress: string, forwardedFor?: string) {
  const loginId = `FROM-${lines.length}`
  const id = await insertAgent(server.db, CLIENT, { loginId })
  const sent = { remoteAddress, ...(forwardedFor !== undefined && { headers: { 'x-forwarded-for': forwardedFor } }) }
  const credentials = { clientName: `C${CLIENT}`, userName: loginId, password: PASSWORD, agent: true }
  await server.app.inject({ method: 'POST', url: '/session/login', payload: credentials, ...sent })
  const payload = { ...credentials, newPassword: 'changed-one-1' }
  await server.app.inject({ method: 'POST', url: '/session/password', payload, ...sent })
  const agent = await server.db
    .selectFrom('agent')
    .select('last_login_ip')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const change = await server.db
    .selectFrom('change')
    .select('address')
    .where('agent_id', '=', id)
    .executeTakeFirstOrThrow()
  const logged = lines.slice(-4).map((line) => (JSON.parse(line) as { address: string }).address)
  return [...new Set([agent.last_login_ip, change.address, ...logged])]
}

describe('behind a proxy, an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:5678', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:cb00:7107', '203.0.113.7'],
    ['0:0:0:0:0:ffff:cb00:7107', '203.0.113.7'],
    ['[::ffff:203.0.113.7]:5678', '203.0.113.7'],
    ['64:ff9b::203.0.113.7', '203.0.113.7'],
    ['2001:DB8:0:0:7:0:0:1', '2001:db8::7:0:0:1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    [' 203.0.113.7 ', '203.0.113.7'],
    ['198.51.100.1, 203.0.113.7:80', '203.0.113.7'],
    // Two proxies, of which the second wrote the first one's port too.
    ['203.0.113.7:5678, 192.0.2.2:443', '203.0.113.7'],
    ['203.0.113.7, ::ffff:192.0.2.2', '203.0.113.7'],
  ])('that the proxy wrote as %j is %s everywhere', async (forwardedFor, address) => {
    await start('192.0.2.1, 192.0.2.2')
    expect(await addressesOf('192.0.2.1', forwardedFor)).toEqual([address])
  })

  it.each([
    'garbage',
    '<script>',
    'a'.repeat(300),
    '1.2.3',
    '010.0.0.1',
    '0x7f.1',
    '1.2.3.4.5',
    '::g',
    '203.0.113.7:port',
    'unknown',
    '-',
  ])('that is none, such as %j, is the proxy’s own', async (forwardedFor) => {
    await start('192.0.2.1')
    expect(await addressesOf('192.0.2.1', forwardedFor)).toEqual(['192.0.2.1'])
  })

  it('is that of the connection where the proxy is not the one that is trusted', async () => {
    await start('192.0.2.1')
    expect(await addressesOf('192.0.2.9', '203.0.113.7')).toEqual(['192.0.2.9'])
    expect(await addressesOf('::ffff:192.0.2.9', '203.0.113.7')).toEqual(['192.0.2.9'])
  })

  it.each(['192.0.2.0/24', 'loopback, 192.0.2.1', '::ffff:192.0.2.1'])('of a proxy in %s is trusted', async (list) => {
    await start(list)
    expect(await addressesOf('::ffff:192.0.2.1', '203.0.113.7')).toEqual(['203.0.113.7'])
  })
})

describe('without TRUST_PROXY', () => {
  it('an IPv4 address on an IPv6 socket is itself', async () => {
    await start()
    expect(await addressesOf('::ffff:192.0.2.7')).toEqual(['192.0.2.7'])
  })

  it('a request that came through a proxy is warned of, once', async () => {
    await start()
    const warnings = () => lines.filter((line) => line.includes('TRUST_PROXY'))
    await server.app.inject({ url: '/healthz' })
    expect(warnings()).toEqual([])
    for (const header of ['x-forwarded-for', 'x-forwarded-proto', 'forwarded'])
      await server.app.inject({ url: '/healthz', headers: { [header]: '203.0.113.7' }, remoteAddress: '192.0.2.1' })
    expect(warnings().map((line) => JSON.parse(line) as object)).toMatchObject([
      { level: 'warn', event: 'proxy-not-trusted', header: 'x-forwarded-for', address: '192.0.2.1' },
    ])
    expect(lines.join('')).not.toContain('203.0.113.7')
  })

  it('nothing is warned of where the proxy is known', async () => {
    await start('192.0.2.1')
    await server.app.inject({ url: '/healthz', headers: { 'x-forwarded-for': '203.0.113.7' } })
    expect(lines.filter((line) => line.includes('TRUST_PROXY'))).toEqual([])
  })
})
