import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

/**
 * The headers of every reply, except that the dashboard's files drop some. Most replies are for their reader only. The path
 * doesn't tell which, because it can be spelled in many ways.
 */
export const OF_ALL = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
  // They are data: a browser that is made to show one runs nothing of it, and frames it nowhere.
  'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
} as const

/** Tells the elements of one reply from smuggled ones: scripts and styles have one each. */
export interface Nonces {
  script: string
  style: string
}

export const drawNonces = (): Nonces => ({
  script: randomBytes(16).toString('hex'),
  style: randomBytes(16).toString('hex'),
})

const UNUSED = ['camera', 'display-capture', 'geolocation', 'hid', 'microphone', 'midi', 'payment', 'serial', 'usb']

/** Of a document, which alone obeys them: run our own scripts, fetch from our own origin, be framed by nobody. */
const ofPage = (sources: { script: string; style: string; img: string }) => ({
  'content-security-policy': [
    "default-src 'none'",
    `script-src ${sources.script}`,
    `style-src ${sources.style}`,
    "font-src 'self'",
    `img-src ${sources.img}`,
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'x-dns-prefetch-control': 'off',
  'x-permitted-cross-domain-policies': 'none',
  // The dashboard uses none of these, so a script that gets in can't either.
  'permissions-policy': UNUSED.map((feature) => `${feature}=()`).join(', '),
})

/** Of the dashboard. */
export const ofDocument = ({ script, style }: Nonces) => ({
  ...ofPage({
    script: `'self' 'nonce-${script}'`,
    // MUI writes its styles at run time, into an element that carries this reply's nonce.
    style: `'self' 'nonce-${style}'`,
    img: "'self'",
  }),
  // Its nonces are good for one reply.
  'cache-control': 'no-store',
})

/** Of the API's page: Swagger UI has its icons in its style sheet, and writes no styles. */
export const ofApiPage = () => ({
  ...ofPage({ script: "'self'", style: "'self'", img: "'self' data:" }),
  'cache-control': 'no-cache',
})

/** The security headers of every reply. */
export function sendSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers(OF_ALL)
    if (request.protocol === 'https') void reply.header('strict-transport-security', 'max-age=31536000')
    done()
  })
}
