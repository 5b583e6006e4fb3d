import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, createCaller } from '#contract/client.ts'
import { configurationOperations } from '#contract/configuration.ts'

const fetch = vi.fn<(url: string, init: RequestInit) => Promise<Response>>()
const call = createCaller(configurationOperations, { fetch })

/** Returns the outcome of a call, without waiting for it. */
function watch(pending: Promise<unknown>) {
  const fate: { error?: unknown; done: boolean } = { done: false }
  pending.then(
    () => (fate.done = true),
    (error: unknown) => Object.assign(fate, { error, done: true }),
  )
  return fate
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a server that never answers', () => {
  beforeEach(() => void fetch.mockImplementation(() => new Promise(() => {})))

  it.each([
    ['with a GET', () => call('readAgent', { params: { id: 1 } })],
    ['with a POST', () => call('findMatchingAgents', { query: { count: 1, offset: 0 }, body: { loginId: 'A' } })],
  ])('is given up after ten seconds when it was asked for something %s', async (_, ask) => {
    const fate = watch(ask())
    await vi.advanceTimersByTimeAsync(9_999)
    expect(fate.done).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(fate.error).toEqual(new ApiError('unanswered', 'The server didn’t answer within 10 seconds.'))
  })

  it('is given up after thirty when it was told to do something, and nobody claims to know what became of that', async () => {
    const fate = watch(call('updateAgent', { params: { id: 1 }, body: { active: true } }))
    await vi.advanceTimersByTimeAsync(29_999)
    expect(fate.done).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(fate.error).toMatchObject({
      kind: 'unanswered',
      message: 'The server didn’t answer within 30 seconds. Check whether this was done before you try again.',
    })
  })

  it('is told that nobody waits any longer', async () => {
    watch(call('readAgent', { params: { id: 1 } }))
    const signal = fetch.mock.lastCall?.[1].signal
    expect(signal?.aborted).toBe(false)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(signal?.aborted).toBe(true)
  })

  it('is no failure for a caller who went away first', async () => {
    const gone = new AbortController()
    const fate = watch(call('readAgent', { params: { id: 1 } }, gone.signal))
    gone.abort('gone')
    await vi.advanceTimersByTimeAsync(0)
    expect(fate.error).toBe('gone')
  })
})

it('gives up a reply that begins and does not end', async () => {
  fetch.mockImplementation(() => Promise.resolve(new Response(new ReadableStream())))
  const fate = watch(call('getAgentListInfo', { query: {} }))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(fate.error).toMatchObject({ kind: 'unanswered' })
})

it('leaves no timer behind', async () => {
  fetch.mockImplementation(() => Promise.resolve(Response.json({ size: 3 })))
  await call('getAgentListInfo', { query: {} })
  expect(vi.getTimerCount()).toBe(0)
})

const created = () => Promise.resolve(new Response(JSON.stringify({ id: 1 }), { status: 201 }))
const failed = () => Promise.resolve(new Response('{}', { status: 503 }))
const lost = () => Promise.reject(new TypeError('network'))

/** A caller whose requests are answered in turn, and the keys that they carried. */
function callerOf(answers: (() => Promise<Response>)[]) {
  const keys: (string | undefined)[] = []
  const call = createCaller(configurationOperations, {
    fetch(_url, init) {
      keys.push(new Headers(init.headers).get('idempotency-key') ?? undefined)
      return (answers.shift() ?? lost)()
    },
  })
  const create = (name: string) => call('createAgentSkill', { query: {}, body: { name } }).catch(() => undefined)
  return { call, create, keys }
}

describe('a create', () => {
  it('is sent again under its first key after its reply was lost', async () => {
    const { create, keys } = callerOf([lost, failed, created, created])
    for (const name of ['A', 'A', 'A', 'A']) await create(name)
    const [first, second, third, fourth] = keys
    expect(first).toMatch(/^[0-9a-f]{32}$/)
    expect(second).toBe(first)
    expect(third).toBe(first)
    // That one was answered: who asks again means another.
    expect(fourth).not.toBe(first)
  })

  it('takes another key when anything in it is another', async () => {
    const { create, keys } = callerOf([lost, created])
    await create('A')
    await create('B')
    expect(keys[1]).not.toBe(keys[0])
  })

  it('is alone in carrying one', async () => {
    const { call, keys } = callerOf([lost])
    await call('readAgent', { params: { id: 1 } }).catch(() => undefined)
    expect(keys).toEqual([undefined])
  })
})
