import { beforeEach, describe, expect, it, vi } from 'vitest'
import { call } from './call.ts'
import { chooseClient } from './client-choice.ts'

const OTHER = 1005018

const fetch = vi.fn<typeof globalThis.fetch>()
vi.stubGlobal('fetch', fetch)

const page = { count: 10, offset: 0 }
const agent = {
  loginId: 'AGENT1',
  firstName: 'Ada',
  lastName: 'Lovelace',
  password: 'long-enough-1',
  phone: '5551234567',
  wrapUpTime: -1,
  homeAgent: false,
  active: true,
}

function sent() {
  const [url, { body } = {}] = fetch.mock.lastCall ?? []
  return { url, body: typeof body === 'string' ? (JSON.parse(body) as unknown) : undefined }
}

beforeEach(() => {
  chooseClient(undefined)
  fetch.mockReset()
  fetch.mockImplementation(() => Promise.resolve(Response.json({ id: 1 })))
})

describe('with another client chosen', () => {
  beforeEach(() => chooseClient(OTHER))

  it('names it where an operation takes a client', async () => {
    await call('listAgents', { query: page })
    expect(sent().url).toBe(`/configuration/agents?client=${OTHER}&count=10&offset=0`)
    await call('createAgentSkill', { query: {}, body: { name: 'GOLD', description: '' } })
    expect(sent()).toEqual({
      url: `/configuration/agents/skills?client=${OTHER}`,
      body: { name: 'GOLD', description: '' },
    })
  })

  it('names it in the body of a new agent', async () => {
    await call('createAgent', { query: {}, body: agent })
    expect(sent()).toEqual({ url: '/configuration/agents', body: { ...agent, clientId: OTHER } })
  })

  it('adds nothing to what is about one object', async () => {
    await call('readAgentSkill', { params: { id: 7 } }).catch(() => undefined)
    expect(sent().url).toBe('/configuration/agents/skills/7')
    await call('updateAgent', { params: { id: 7 }, body: { active: true } })
    expect(sent()).toEqual({ url: '/configuration/agents/7', body: { active: true } })
    await call('listClients').catch(() => undefined)
    expect(sent().url).toBe('/dashboard/clients')
  })

  it('leaves the client that a caller names, be it the own', async () => {
    await call('listAgents', { query: { ...page, client: 5 } })
    expect(sent().url).toContain('client=5&')
    await call('listAgents', { query: { client: undefined, ...page } })
    expect(sent().url).toBe('/configuration/agents?count=10&offset=0')
  })
})

it('names no client when none was chosen', async () => {
  await call('createAgent', { query: {}, body: agent })
  expect(sent()).toEqual({ url: '/configuration/agents', body: agent })
})

describe('a call whose reply is long in coming', () => {
  it('has the connection checked, and a quick one has not', async () => {
    vi.useFakeTimers()
    await call('listAgents', { query: page }).catch(() => undefined)
    await vi.advanceTimersByTimeAsync(1000)
    expect(fetch.mock.calls.map(([url]) => url)).not.toContain('/healthz')
    fetch.mockImplementation((url) => (url === '/healthz' ? Promise.resolve(new Response()) : new Promise(() => {})))
    const slow = call('listAgents', { query: page }).catch(() => undefined)
    await vi.advanceTimersByTimeAsync(1000)
    expect(fetch.mock.calls.map(([url]) => url)).toContain('/healthz')
    await vi.advanceTimersByTimeAsync(10_000)
    await slow
    vi.useRealTimers()
  })
})
