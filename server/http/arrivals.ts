import type { FastifyInstance } from 'fastify'
import { bulkChangeOperations } from '#contract/bulk-change-operations.ts'

/** Counts the calls of operations, for work in the background that gives way to them. Looking at bulk changes does not count. */
export class Arrivals {
  count = 0

  follow(app: FastifyInstance): void {
    app.addHook('onRequest', ({ routeOptions }, _reply, done) => {
      const { operation } = routeOptions.config
      if (operation !== undefined && !(operation in bulkChangeOperations)) this.count++
      done()
    })
  }
}
