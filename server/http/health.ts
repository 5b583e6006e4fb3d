import type { FastifyInstance } from 'fastify'
import type { Drain } from '#server/http/drain.ts'
import { failure } from '#server/operations/api-failure.ts'

/** `/healthz`: the process lives. `/readyz`: its database answers, and it is not about to end. */
export function serveHealth(app: FastifyInstance, drain: Drain, isDatabaseUp: () => Promise<boolean>): void {
  app.get('/healthz', () => ({ status: 'ok' }))
  app.get('/readyz', async () => {
    drain.noteQuestion()
    if (drain.hasBegun) throw failure(503, { reason: 'stopping' })
    if (!(await isDatabaseUp())) throw failure(503, { reason: 'databaseSilent' })
    return { status: 'ok' }
  })
}
