import type { FastifyInstance } from 'fastify'
import { ApiFailure } from '#server/operations/api-failure.ts'

/** `/healthz`: the process lives. `/readyz`: its database answers. */
export function serveHealth(app: FastifyInstance, isDatabaseUp: () => Promise<boolean>): void {
  app.get('/healthz', () => ({ status: 'ok' }))
  app.get('/readyz', async () => {
    if (!(await isDatabaseUp())) throw new ApiFailure(503, 503, 'Not ready [the database does not answer]')
    return { status: 'ok' }
  })
}
