import { existsSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ApiFailure } from '#server/operations/api-failure.ts'

/** Serves the built dashboard; every page of it is the same document, whatever its path. */
export async function serveDashboard(app: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(path.join(folder, 'index.html'))
  if (built)
    await app.register(fastifyStatic, {
      root: folder,
      preCompressed: true,
      cacheControl: false,
      setHeaders(response, file) {
        // Names of assets carry a hash of what is in them; the document names the assets.
        const isAsset = file.startsWith(path.join(folder, 'assets'))
        response.setHeader('cache-control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  app.setNotFoundHandler((request, reply) => {
    if (built && isPage(request)) return reply.sendFile('index.html')
    throw new ApiFailure(404, 404, `No such path [${request.method} ${pathOf(request)}]`)
  })
}

const pathOf = (request: FastifyRequest) => request.url.split('?')[0] ?? ''

const API = /^\/+(configuration|session|dashboard|assets)(\/|$)/i

const isPage = (request: FastifyRequest) =>
  (request.method === 'GET' || request.method === 'HEAD') &&
  !API.test(pathOf(request)) &&
  (request.headers.accept ?? '').includes('text/html')
