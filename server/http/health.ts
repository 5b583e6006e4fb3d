import type { FastifyInstance } from 'fastify'
import type { Drain } from '#server/http/drain.ts'
import { ApiFailure } from '#server/operations/api-failure.ts'

/** `/healthz`: the process lives. `/readyz`: its database answers, and it is not about to end. */
export function serveHealth(app: FastifyInstance, drain: Drain, isDatabaseUp: () => Promise<boolean>): void {
  app.get('/healthz', () => ({ status: 'ok' }))
  app.get('/readyz', async () => {
    drain.noteQuestion()
    if (drain.hasBegun) throw new ApiFailure(503, 503, 'Not ready [the server is stopping]')
    if (!(await isDatabaseUp())) throw new ApiFailure(503, 503, 'Not ready [the database does not answer]')
    return { status: 'ok' }
  })
}
