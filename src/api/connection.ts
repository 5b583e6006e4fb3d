import { useSyncExternalStore } from 'react'
import { observable } from '#src/lib/observable.ts'

/** In milliseconds. The first two together are under the two seconds within which people are told. */
const SLOW = 400
const CHECK_TIMEOUT = 1500
const CHECK_EVERY = 2000

const connection = observable<'up' | 'down'>('up')

let timer: ReturnType<typeof setTimeout> | undefined

/** A call got no reply. Asks from now on, gently, until the server answers. */
export function connectionLost() {
  connection.set('down')
  timer ??= setTimeout(() => void check(), CHECK_EVERY)
}

/** The server answered, whatever it said. */
export function connectionFound() {
  clearTimeout(timer)
  timer = undefined
  connection.set('up')
}

async function check() {
  clearTimeout(timer)
  timer = undefined
  await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(CHECK_TIMEOUT) }).then(
    connectionFound,
    connectionLost,
  )
}

/** Something failed that may be for want of a connection. */
export const checkConnection = () => void check()

/** Passes a call through, and checks when its reply is long in coming: a server that is stuck refuses nothing. */
export function noticedWhenSlow<Reply>(call: Promise<Reply>): Promise<Reply> {
  const slow = setTimeout(checkConnection, SLOW)
  return call.finally(() => clearTimeout(slow))
}

/**
 * Checks when the browser says that its network went or came. It is not taken at its word: a server on the same machine
 * or network may well answer without one.
 */
export function watchNetwork() {
  window.addEventListener('offline', checkConnection)
  window.addEventListener('online', checkConnection)
}

export const isConnected = () => connection.get() === 'up'
export const onConnectionChange = connection.subscribe
export const useIsConnected = () => useSyncExternalStore(onConnectionChange, isConnected)
