import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { answerOtherMethods } from '#server/http/other-methods.ts'
import { ofApiPage } from '#server/http/security-headers.ts'
import { readDocument } from '#server/http/static-files.ts'

/** Serves the page on which people read the OpenAPI document; without a build there is none. */
export function serveApiPage(app: FastifyInstance, folder: string): void {
  const document = readDocument(path.join(folder, 'docs.html'))
  if (document === undefined) return
  const url = '/docs'
  app.route({
    method: ['GET', 'HEAD'],
    url,
    handler: (_request, reply) => reply.headers(ofApiPage()).type('text/html; charset=utf-8').send(document),
  })
  answerOtherMethods(app, url, ['GET'])
}
