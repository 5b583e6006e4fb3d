import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type * as Connection from './connection.ts'

const fetch = vi.fn<typeof globalThis.fetch>()
vi.stubGlobal('fetch', fetch)

const replies = () => Promise.resolve(new Response())
const refuses = () => Promise.reject(new TypeError('network'))
/** As a browser does: until it is given up. */
const isSilent: typeof globalThis.fetch = (_url, init) =>
  new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))))

let connection: typeof Connection
/** Every state that the page was in, in turn. */
let states: string[]

beforeEach(async () => {
  vi.useFakeTimers()
  fetch.mockReset()
  vi.resetModules()
  connection = await import('./connection.ts')
  states = []
  connection.onConnectionChange(() => states.push(connection.connectionNow()))
})
afterEach(() => void vi.useRealTimers())

const wait = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)

/** A call that is answered after so many seconds. */
function call(seconds: number) {
  const reply = new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000))
  void connection.watched(reply).then(connection.connectionFound)
}

it('is slow, and never gone, while calls take three seconds each and the check as well', async () => {
  fetch.mockImplementation(() => new Promise((resolve) => setTimeout(() => resolve(new Response()), 3000)))
  for (let i = 0; i < 5; i++) {
    call(3)
    await wait(3.5)
  }
  await wait(5)
  expect(states).toEqual(['slow', 'up'])
})

it('is up all the time while calls are quick', async () => {
  call(0.9)
  await wait(20)
  expect(states).toEqual([])
  expect(fetch).not.toHaveBeenCalled()
})

it('is up after a call whose reply was lost, where a check is answered', async () => {
  fetch.mockImplementation(replies)
  connection.checkConnection()
  await wait(20)
  expect(states).toEqual([])
})

it('is gone at once where a check is refused, asks on, and is back with the first reply', async () => {
  fetch.mockImplementation(refuses)
  connection.checkConnection()
  await wait(0)
  expect(states).toEqual(['gone'])
  await wait(4)
  expect(fetch.mock.calls.length).toBeGreaterThan(2)
  fetch.mockImplementation(replies)
  await wait(2)
  expect(states).toEqual(['gone', 'up'])
})

it('is gone within twelve seconds where nothing is answered, and not before a check has waited for ten', async () => {
  fetch.mockImplementation(isSilent)
  call(60)
  await wait(10.9)
  expect(states).toEqual(['slow'])
  await wait(1)
  expect(states).toEqual(['slow', 'gone'])
})

it('is not gone where a check is silent and another call is answered meanwhile', async () => {
  fetch.mockImplementation(isSilent)
  call(60)
  await wait(2)
  connection.connectionFound()
  await wait(20)
  expect(states).not.toContain('gone')
})

it('asks again where the network goes while a check is under way, and heeds no reply to what was sent before', async () => {
  const network = new EventTarget()
  vi.stubGlobal('window', network)
  connection.watchNetwork()
  fetch.mockImplementation(() => new Promise((resolve) => setTimeout(() => resolve(new Response()), 100)))
  connection.checkConnection()
  fetch.mockImplementation(() => new Promise((_, refuse) => setTimeout(() => refuse(new TypeError('network')), 100)))
  network.dispatchEvent(new Event('offline'))
  connection.connectionFound()
  await wait(0.5)
  expect(states).toEqual(['gone'])
  fetch.mockImplementation(replies)
  network.dispatchEvent(new Event('online'))
  await wait(0)
  expect(states).toEqual(['gone', 'up'])
})

it('asks on while the browser says that there is no network, also where a reply still came', async () => {
  const network = new EventTarget()
  vi.stubGlobal('window', network)
  connection.watchNetwork()
  fetch.mockImplementation(replies)
  network.dispatchEvent(new Event('offline'))
  await wait(1)
  connection.connectionFound()
  expect(states).toEqual([])
  fetch.mockImplementation(refuses)
  await wait(2)
  expect(states).toEqual(['gone'])
  fetch.mockImplementation(replies)
  network.dispatchEvent(new Event('online'))
  await wait(0)
  const asked = fetch.mock.calls.length
  await wait(20)
  expect(states).toEqual(['gone', 'up'])
  expect(fetch).toHaveBeenCalledTimes(asked)
})
