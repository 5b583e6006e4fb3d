import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { drawNonces, ofDocument, type Nonces } from '#server/http/security-headers.ts'
import { failure } from '#server/operations/api-failure.ts'

/** Serves the built dashboard; all of its pages are the same document. */
export async function serveDashboard(app: FastifyInstance, folder: string): Promise<void> {
  const document = readDocument(path.join(folder, 'index.html'))
  if (document !== undefined)
    await app.register(async (files) => {
      files.addHook('onRequest', (_request, reply, done) => {
        for (const header of NOT_OF_FILES) void reply.removeHeader(header)
        done()
      })
      await files.register(fastifyStatic, {
        root: folder,
        preCompressed: true,
        // The documents are not sent as they lie there.
        index: false,
        wildcard: false,
        allowedPath: (file) => !DOCUMENTS.test(file),
        cacheControl: false,
        // The name and the tag say which it is, and nobody asks for half of one.
        lastModified: false,
        acceptRanges: false,
        setHeaders(response, file) {
          // Names of assets carry a hash of their content.
          const isAsset = file.startsWith(path.join(folder, 'assets'))
          response.setHeader('cache-control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache')
        },
      })
    })
  if (document !== undefined)
    app.route<{ Params: { '*': string } }>({
      // Fastify's own route for HEAD would compress nothing, and so tell of another reply.
      method: ['GET', 'HEAD'],
      url: '/*',
      handler(request, reply) {
        // The router has decoded it, so each path has one spelling.
        if (!isPage(request.params['*'], request)) throw noSuchPath(request)
        const nonces = drawNonces()
        return reply.headers(ofDocument(nonces)).type('text/html; charset=utf-8').send(withNonces(document, nonces))
      },
    })
  app.setNotFoundHandler((request) => {
    throw noSuchPath(request)
  })
  // The handler above would run after the body was read.
  app.addHook('onRequest', (request, _reply, done) => done(request.is404 ? noSuchPath(request) : undefined))
}

/** They are served at addresses of their own, with a policy. */
const DOCUMENTS = /^\/(?:index|docs)\.html/

/** Files have a `cache-control` of their own, and the policy is for documents. */
const NOT_OF_FILES = ['cache-control', 'content-security-policy']

const noSuchPath = (request: FastifyRequest) =>
  failure(404, { reason: 'noSuchPath', path: `${request.method} ${pathOf(request)}` })

/** Puts a reply's own nonces where they are marked in the document (index.html, vite.config.ts). */
const withNonces = (document: string, { script, style }: Nonces) =>
  document.replaceAll('CSP_SCRIPT_NONCE', script).replaceAll('CSP_NONCE', style)

/** Returns a document of the build; undefined where there is no build. */
export const readDocument = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined)

const pathOf = (request: FastifyRequest) => request.url.split('?')[0] ?? ''

const NO_PAGE = /^\/*(configuration|session|dashboard|assets)(\/|$)/i

// A path with a dot in it names a file that does not exist, not a page: `/agents.bak`, `/.git/config`.
const FILE = /[.~]/

/** Tells whether a browser asks for a page of the dashboard. */
export const asksForPage = (request: FastifyRequest) =>
  (request.method === 'GET' || request.method === 'HEAD') && isPage(pathOf(request), request)

const isPage = (path: string, { headers }: FastifyRequest) =>
  !NO_PAGE.test(path) && !FILE.test(path) && (headers.accept ?? '').includes('text/html')
