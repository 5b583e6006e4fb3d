import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { ConnectionError, FastifyInstance } from 'fastify'
import { VALIDATION } from '#contract/errors.ts'
import { sentenceOf, type Refusal } from '#contract/refusals.ts'
import type { RequestLog } from '#server/http/request-log.ts'
import { OF_ALL } from '#server/http/security-headers.ts'

const JSON_TYPE = 'application/json; charset=utf-8'

/** Connections on which a reply has begun: anything written there now would become a part of it. */
const replying = new WeakSet<object>()

export function noteReplies(app: FastifyInstance): void {
  app.addHook('onSend', ({ raw }, _reply, _payload, done) => {
    replying.add(raw.socket)
    done()
  })
  app.addHook('onResponse', ({ raw }, _reply, done) => {
    replying.delete(raw.socket)
    done()
  })
}

/** Answers bytes that are no request, too many or too slow. No route is known and no hook runs; the connection ends with it. */
export const answerBrokenRequests = (requests: RequestLog) => (error: ConnectionError, socket: Socket) => {
  if (socket.writable && error.code !== 'ECONNRESET' && !replying.has(socket)) {
    const { status, code = status, refusal } = failureOf(error)
    const body = JSON.stringify({ code, message: sentenceOf(refusal) })
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      `content-type: ${JSON_TYPE}`,
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      ...Object.entries(OF_ALL).map(([name, value]) => `${name}: ${value}`),
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
    requests.noteBroken(status)
  }
  socket.destroySoon()
}

/** Answers requests with an `Expect` header that the server does not know. Node finds no route and runs no hook for them. */
export function refuseExpectations(app: FastifyInstance, requests: RequestLog): void {
  app.server.on('checkExpectation', (_request, response) => {
    const body = JSON.stringify({ code: 417, message: sentenceOf({ reason: 'wrongExpectation' }) })
    const headers = { 'content-type': JSON_TYPE, 'content-length': Buffer.byteLength(body), connection: 'close' }
    response.writeHead(417, { ...OF_ALL, ...headers }).end(body)
    requests.noteBroken(417)
  })
}

/** A request line, with a method that the parser does not know. */
const REQUEST_LINE = /^([!#$%&'*+.^`|~\w-]{1,40}) \S{1,9000} HTTP\/1\.[01]\r?\n/

function failureOf({ code, rawPacket }: ConnectionError): { status: number; code?: number; refusal: Refusal } {
  if (code === 'HPE_HEADER_OVERFLOW') return { status: 431, refusal: { reason: 'headersTooLarge' } }
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return { status: 413, refusal: { reason: 'chunkExtensions' } }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return { status: 408, refusal: { reason: 'requestTooSlow' } }
  // Node's error, in spite of Fastify's type.
  const bytes: unknown = rawPacket
  const [, method] =
    (code === 'HPE_INVALID_METHOD' && Buffer.isBuffer(bytes) && REQUEST_LINE.exec(bytes.toString('latin1'))) || []
  if (method !== undefined) return { status: 501, refusal: { reason: 'unknownMethod', method } }
  return { status: 400, code: VALIDATION, refusal: { reason: 'notHttp' } }
}
