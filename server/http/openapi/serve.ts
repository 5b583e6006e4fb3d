import type { FastifyInstance } from 'fastify'
import { serveText } from '#server/http/documents.ts'
import { openApiDocument } from '#server/http/openapi/document.ts'

/** Serves the OpenAPI document. */
export function serveDocument(app: FastifyInstance): void {
  // It is long, and anybody may ask for it: serializing it once is enough.
  const document = JSON.stringify(openApiDocument())
  serveText(app, '/openapi.json', { type: 'application/json; charset=utf-8', text: document })
}
