import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ApiFailure } from '#server/operations/api-failure.ts'

/** Serves the built dashboard; every page of it is the same document, whatever its path. */
export async function serveDashboard(app: FastifyInstance, folder: string): Promise<void> {
  const document = readDocument(path.join(folder, 'index.html'))
  if (document !== undefined)
    await app.register(fastifyStatic, {
      root: folder,
      preCompressed: true,
      // The document is not sent as it lies there: see below.
      index: false,
      wildcard: false,
      allowedPath: (file) => !file.startsWith('/index.html'),
      cacheControl: false,
      // The name and the tag say which it is, and nobody asks for half of one.
      lastModified: false,
      acceptRanges: false,
      setHeaders(response, file) {
        // Names of assets carry a hash of what is in them.
        const isAsset = file.startsWith(path.join(folder, 'assets'))
        response.setHeader('cache-control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  app.setNotFoundHandler((request, reply) => {
    if (document !== undefined && isPage(request))
      return reply
        .header('cache-control', 'no-cache')
        .type('text/html; charset=utf-8')
        .send(withNonces(document, reply.cspNonce))
    throw new ApiFailure(404, 404, `No such path [${request.method} ${pathOf(request)}]`)
  })
}

/** Puts a reply's own nonces where they are marked in the document (index.html, vite.config.ts): a script has another than a style. */
const withNonces = (document: string, { script, style }: FastifyReply['cspNonce']) =>
  document.replaceAll('CSP_SCRIPT_NONCE', script).replaceAll('CSP_NONCE', style)

const readDocument = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined)

const pathOf = (request: FastifyRequest) => request.url.split('?')[0] ?? ''

const API = /^\/+(configuration|session|dashboard|assets)(\/|$)/i

// What has a dot in it is a file that is not there, and no page: `/agents.bak`, `/.git/config`.
const FILE = /[.~]/

const isPage = (request: FastifyRequest) =>
  (request.method === 'GET' || request.method === 'HEAD') &&
  !API.test(pathOf(request)) &&
  !FILE.test(pathOf(request)) &&
  (request.headers.accept ?? '').includes('text/html')
