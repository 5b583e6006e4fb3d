import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

const API = /^\/+(configuration|session|dashboard)(\/|$)/i

const OF_DOCUMENTS = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'origin-agent-cluster',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
]

/** Part of every reply, whatever it is about; a document has more. */
export const OF_ALL = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
} as const

/** Of the API's replies, which say what only their reader may know. */
export const OF_THE_API = {
  'cache-control': 'no-store',
  // They are data: a browser that is made to show one runs nothing of it, and frames it nowhere.
  'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
} as const

/** What browsers are told: run our own scripts, fetch from our own origin, be framed by nobody, keep no reply of the API. */
export async function sendSecurityHeaders(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    // MUI writes its styles at run time, into an element that carries this reply's nonce.
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    hsts: false,
    // Set below, from what also the replies have that no hook runs for.
    noSniff: false,
    referrerPolicy: false,
    crossOriginResourcePolicy: false,
  })
  app.addHook('onSend', async (request, reply) => {
    // They are two thirds of a kilobyte, and the page is made of twenty replies: only a document obeys them.
    const isDocument = String(reply.getHeader('content-type')).startsWith('text/html')
    if (!isDocument) for (const header of OF_DOCUMENTS) reply.raw.removeHeader(header)
    void reply.headers(OF_ALL)
    if (request.protocol === 'https') void reply.header('strict-transport-security', 'max-age=31536000')
    if (API.test(request.url)) void reply.headers(OF_THE_API)
  })
}
