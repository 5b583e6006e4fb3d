import { parseCookie, stringifySetCookie, type SetCookie } from 'cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { forbidden } from '#server/operations/api-failure.ts'
import type { DashboardCookie } from '#server/dashboard/context.ts'

/**
 * Ends in the port, which cookies themselves don't know: two consoles on one host would end each other's sessions. Over HTTPS
 * the prefix ties the cookie to this very host: no other host of the domain, and nobody on a plain connection, can replace it.
 */
function nameOf(request: FastifyRequest): string {
  const isSecure = request.protocol === 'https'
  const name = `agent-console-session-${portOf(request.headers.host) ?? (isSecure ? '443' : '80')}`
  return isSecure ? `__Host-${name}` : name
}

const portOf = (host = '') => /:(\d{1,5})$/.exec(host)?.[1]

const SESSION_HEADER = 'lv-session'

const cookieOf = (request: FastifyRequest) => parseCookie(request.headers.cookie ?? '')[nameOf(request)]

/** The session that a request is made in: an API client's header, else the browser's cookie. Throws 403 on a forged write. */
export function sessionIdOf(request: FastifyRequest): string | undefined {
  const header = request.headers[SESSION_HEADER]
  if (typeof header === 'string' && header !== '') return header
  const cookie = cookieOf(request)
  if (cookie !== undefined && isWrite(request) && isFromElsewhere(request)) throw forbidden({ reason: 'anotherSite' })
  return cookie
}

/** The cookie, as the dashboard's own operations use it. The browser's scripts never see it. */
export class SessionCookie implements DashboardCookie {
  readonly #request: FastifyRequest
  readonly #reply: FastifyReply

  constructor(request: FastifyRequest, reply: FastifyReply) {
    this.#request = request
    this.#reply = reply
  }

  get sessionId(): string | undefined {
    return cookieOf(this.#request)
  }

  set(sessionId: string): void {
    this.#send({ value: sessionId })
  }

  clear(): void {
    this.#send({ value: '', expires: new Date(0) })
  }

  #send(what: Pick<SetCookie, 'value' | 'expires'>): void {
    const secure = this.#request.protocol === 'https'
    const cookie = {
      name: nameOf(this.#request),
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure,
      ...what,
    } as const
    void this.#reply.header('set-cookie', stringifySetCookie(cookie))
  }
}

const isWrite = (request: FastifyRequest) => request.method !== 'GET' && request.method !== 'HEAD'

/**
 * Tells whether a page of another site sent the request. Browsers name the site; other clients don't, and have no cookie to abuse.
 * Only `Host` counts as our own name: a proxy may pass on the caller's `X-Forwarded-Host`.
 */
function isFromElsewhere({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const { origin } = headers
  return origin !== undefined && !(URL.canParse(origin) && new URL(origin).host === headers.host?.toLowerCase())
}
