import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { restAfter } from '#server/bulk-changes/run.ts'
import { Arrivals } from '#server/http/arrivals.ts'

it('rests between two agents for a part of the time that one took, and for longer than any once others asked', () => {
  expect([0, 8, 1000].map((took) => restAfter(took, false))).toEqual([1, 4, 10])
  expect(restAfter(0, true)).toBeGreaterThan(restAfter(1000, false))
})

it('counts the calls of others: neither files nor health, nor looking at bulk changes', async () => {
  const app = Fastify()
  const arrivals = new Arrivals()
  arrivals.follow(app)
  const answer = async () => ''
  for (const operation of ['readAgent', 'readBulkChange']) app.get(`/${operation}`, { config: { operation } }, answer)
  app.get('/healthz', answer)
  for (const url of ['/readAgent', '/readAgent', '/readBulkChange', '/healthz', '/nothing']) await app.inject({ url })
  expect(arrivals.count).toBe(2)
  await app.close()
})
