import type { FastifyInstance } from 'fastify'
import { lastingText, serveText } from '#server/http/documents.ts'
import { openApiDocument } from '#server/http/openapi/document.ts'

const document = lastingText('application/json; charset=utf-8', () => JSON.stringify(openApiDocument()))

/** Serves the OpenAPI document. */
export const serveDocument = (app: FastifyInstance): void => serveText(app, '/openapi.json', document)
