import { useSyncExternalStore } from 'react'
import { observable } from '#src/lib/observable.ts'

/** `slow`: a reply is long in coming. `gone`: the server refuses connections, or has not even answered a check. */
type Connection = 'up' | 'slow' | 'gone'

/** In milliseconds: how long a reply may take before people are told and the server is checked. */
const LONG = 1000
/** For how long the word of it stays, so that it does not flicker between two slow replies. */
const LINGER = 2500
/** A check without a reply for as long means that the server is gone. */
const CHECK_TIMEOUT = 10_000
/** While it is gone, it is checked so often. */
const CHECK_EVERY = 2000

const connection = observable<Connection>('up')

let lateCalls = 0
let lingering: ReturnType<typeof setTimeout> | undefined
let nextCheck: ReturnType<typeof setTimeout> | undefined
let check: AbortController | undefined
/** The check began as the network changed: replies to earlier calls tell nothing of it. */
let isOfNetwork = false
/** As the browser last said. */
let hasNetwork = true

/** The server replied, whether well or not. */
export function connectionFound() {
  if (isOfNetwork) return
  clearTimeout(nextCheck)
  const quicker = check
  check = undefined
  quicker?.abort()
  if (connection.get() === 'gone') connection.set(lateCalls ? 'slow' : 'up')
  // The reply may have been on its way already as the network went.
  if (!hasNetwork) nextCheck = setTimeout(checkConnection, CHECK_EVERY)
}

/** Asks the server for a sign of life, once at a time: a call failed, or its reply is long in coming. */
export function checkConnection() {
  if (!check) startCheck()
}

/** A check under way is given up: its answer would be of the network as it was. */
function checkNetwork({ type }: Event) {
  hasNetwork = type === 'online'
  startCheck()
  isOfNetwork = true
}

function startCheck() {
  clearTimeout(nextCheck)
  const earlier = check
  const current = new AbortController()
  check = current
  earlier?.abort()
  const timer = setTimeout(() => current.abort(), CHECK_TIMEOUT)
  const isCurrent = () => check === current
  void fetch('/healthz', { cache: 'no-store', signal: current.signal })
    .then(() => true)
    .catch(() => false)
    .then((replied) => {
      // Once another reply was quicker, this one says nothing.
      if (!isCurrent()) return
      isOfNetwork = false
      if (replied) connectionFound()
      else connectionGone()
    })
    .finally(() => clearTimeout(timer))
}

function connectionGone() {
  check = undefined
  connection.set('gone')
  nextCheck = setTimeout(checkConnection, CHECK_EVERY)
}

/** Passes a call through. While its reply is long in coming the server is slow, and a check tells whether it is gone. */
export function watched<Reply>(call: Promise<Reply>): Promise<Reply> {
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    lateCalls++
    clearTimeout(lingering)
    if (connection.get() === 'up') connection.set('slow')
    checkConnection()
  }, LONG)
  return call.finally(() => {
    clearTimeout(timer)
    if (!isLate || --lateCalls) return
    lingering = setTimeout(() => connection.get() === 'slow' && connection.set('up'), LINGER)
  })
}

/**
 * Checks when the browser says that its network came, and for as long as it says that there is none. It is not taken at its word:
 * a server on the same machine or network may well answer without one.
 */
export function watchNetwork() {
  window.addEventListener('offline', checkNetwork)
  window.addEventListener('online', checkNetwork)
}

export const connectionNow = connection.get
export const onConnectionChange = connection.subscribe
export const useConnection = () => useSyncExternalStore(onConnectionChange, connectionNow)
