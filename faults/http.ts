import { Agent, request, type IncomingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'

export interface Reply {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

export interface Call {
  method: string
  path: string
  body?: object
  session?: string
}

/** Connections are kept open, and nothing is ever sent twice. */
const agent = new Agent({ keepAlive: true })

/** Rejects when the whole reply did not arrive: then nobody knows what became of the request. */
export async function send(server: URL, { method, path, body, session }: Call): Promise<Reply> {
  const payload = body && JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const call = request(new URL(path, server), {
      method,
      agent,
      headers: {
        ...(payload !== undefined && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(payload),
        }),
        ...(session !== undefined && { 'lv-session': session }),
      },
    })
    call.on('error', reject)
    call.on('response', (reply) => {
      // A reply that is read has a status.
      text(reply).then((said) => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: said }), reject)
    })
    call.end(payload)
  })
}

/** Whether a server says that it is ready. */
export const isReady = (server: URL): Promise<boolean> =>
  send(server, { method: 'GET', path: '/readyz' }).then(
    ({ status }) => status === 200,
    () => false,
  )
