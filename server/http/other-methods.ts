import { METHODS } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { failure } from '#server/operations/api-failure.ts'

// Node hands these to listeners of their own.
const NEVER_ROUTED = ['CONNECT']

/** Lets paths have routes for every method that Node can read, so that none is mistaken for an unknown path. */
export function knowAllMethods(app: FastifyInstance): void {
  for (const method of METHODS)
    if (!app.supportedMethods.includes(method) && !NEVER_ROUTED.includes(method)) app.addHttpMethod(method)
  app.addHook('onRequest', (request, reply, done) => {
    // No path: the whole server.
    if (request.raw.url !== '*' || request.method !== 'OPTIONS') return done()
    void reply.code(204).header('allow', ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'].join(', ')).send()
  })
}

/** Answers OPTIONS, and 405 to every other method that a path does not have. Where there is GET, there is HEAD. */
export function answerOtherMethods(app: FastifyInstance, url: string, methods: readonly string[]): void {
  const served = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  const allow = [...served, 'OPTIONS'].join(', ')
  // Hooks, so that no body is read.
  const tell = (_request: FastifyRequest, reply: FastifyReply) => void reply.code(204).header('allow', allow).send()
  const refuse = (request: FastifyRequest, reply: FastifyReply) => {
    void reply.header('allow', allow)
    throw failure(405, { reason: 'wrongMethod', method: request.method, methods: methods.join(' or ') })
  }
  const others = app.supportedMethods.filter((method) => method !== 'OPTIONS' && !served.includes(method))
  app.route({ method: 'OPTIONS', url, onRequest: tell, handler: tell })
  app.route({ method: others, url, onRequest: refuse, handler: refuse })
}
