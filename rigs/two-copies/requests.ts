import { once } from 'node:events'
import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import https from 'node:https'
import { text } from 'node:stream/consumers'

/** The name on the certificate. */
export const NAME = 'console.example.com'

export interface Reply {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

export type Headers = Record<string, string>

interface Content {
  headers?: Headers
  body?: object | undefined
}

/** Resolves to the whole reply. */
export type Ask = (method: string, path: string, content?: Content) => Promise<Reply>

/** The address of nginx, and its certificate authority. */
export interface Front {
  /** With TLS. */
  port: number
  /** Without. */
  plain: number
  ca: Buffer
}

/** Asks as a browser would that knows the name alone. */
export const client =
  ({ port, ca }: Front): Ask =>
  (method, path, { headers, body } = {}) => {
    const options = { port, ca, servername: NAME, method, path, headers: { host: `${NAME}:${port}`, ...headers } }
    return send(https, options, body)
  }

/** Asks a copy itself, with the headers that nginx sends. */
export const behind =
  ({ port }: URL): Ask =>
  (method, path, { headers, body } = {}) => {
    const forwarded = { host: NAME, 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https', ...headers }
    return send(http, { port, method, path, headers: forwarded }, body)
  }

/** By a connection of its own. */
export async function send(
  { request }: Pick<typeof https, 'request'> | Pick<typeof http, 'request'>,
  { headers, ...options }: Omit<https.RequestOptions, 'headers'> & { headers?: Headers },
  body?: object,
): Promise<Reply> {
  const json = body && { 'content-type': 'application/json' }
  const sent = request({ host: '127.0.0.1', agent: false, ...options, headers: { ...json, ...headers } })
  sent.end(body && JSON.stringify(body))
  // The event's own value.
  const [reply] = (await once(sent, 'response')) as [IncomingMessage]
  return { status: reply.statusCode ?? 0, headers: reply.headers, body: await text(reply) }
}

/** How many requests of an operation a copy has answered. */
export async function countOf({ port }: URL, operation: string): Promise<number> {
  const { body } = await send(http, { port, path: '/metrics' })
  const counts = body.matchAll(
    new RegExp(`^agent_console_requests_total\\{operation="${operation}".*\\} (\\d+)$`, 'gm'),
  )
  return [...counts].reduce((total, [, count]) => total + Number(count), 0)
}
