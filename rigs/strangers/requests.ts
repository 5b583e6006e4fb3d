import http from 'node:http'
import type { Hostile } from './hostile.ts'

export type Sent = Omit<Hostile, 'name'>

/** Resolves to status 0 if the server hung up without a reply. */
export function send(
  { hostname, port }: URL,
  agent: http.Agent,
  { request: { headers, ...request }, body }: Sent,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
    const options = { ...request, hostname, port, agent, headers: { ...headers, ...length } }
    const sent = http.request(options, (reply) => {
      let text = ''
      reply.on('data', (chunk) => (text += String(chunk)))
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text }))
      reply.on('error', () => resolve({ status: 0, text }))
    })
    sent.on('error', () => resolve({ status: 0, text: '' }))
    sent.end(body)
  })
}

/** Sends at fixed times, but skips while `atOnce` are on their way. Returns a function that stops it. */
export function sendSteadily(
  sendOne: (due: number) => Promise<unknown>,
  { perSecond, atOnce }: { perSecond: number; atOnce: number },
): () => Promise<void> {
  const underWay = new Set<Promise<unknown>>()
  const every = 1000 / perSecond
  let next = performance.now()
  const timer = setInterval(() => {
    for (; next <= performance.now(); next += every) {
      if (underWay.size >= atOnce) continue
      const one = sendOne(next).finally(() => underWay.delete(one))
      underWay.add(one)
    }
  }, 2)
  return async () => {
    clearInterval(timer)
    await Promise.all(underWay)
  }
}
