import { setTimeout as wait } from 'node:timers/promises'
import { lastingPort } from '#server/testing/lasting-port.ts'
import { audit } from './audit.ts'
import { startBalancer } from './balancer.ts'
import { send } from './http.ts'
import { slowest, type Outcome } from './outcome.ts'
import { startServer } from './server-process.ts'
import { furnish, type NewSite } from './site.ts'
import { until } from './until.ts'
import { keepWriting, Writer } from './writer.ts'

const WRITERS = 3
const READERS = 3
// The machine is also to start a server meanwhile.
const PAUSE_MS = 20
const MOST_MS = 10_000

/** Two copies on one database behind a balancer; each in turn is told to stop, and started again. */
export async function rolling(
  newSite: NewSite,
  { rounds, signal = 'SIGTERM' }: { rounds: number; signal?: 'SIGTERM' | 'SIGKILL' },
): Promise<Outcome> {
  const site = await newSite()
  const accounts = await furnish(site, WRITERS)
  const writers = accounts.map((account) => new Writer(account))
  // One after the other: a port is the copy's own once that listens.
  const start = async () => startServer({ env: site.env, port: await lastingPort() })
  const copies = [await start(), await start()]
  const balancer = await startBalancer(copies.map(({ url }) => url))
  try {
    const violations = new Set<string>()
    const exits: number[] = []
    let requests = 0
    let failed = 0
    let over = false
    const isOver = () => over
    const look = (status: number) => {
      requests++
      if (status >= 300) failed++
    }
    const load = Promise.all([
      ...writers.map((writer) =>
        keepWriting(
          writer,
          () => balancer.url,
          isOver,
          ({ status }) => look(status),
        ),
      ),
      ...Array.from({ length: READERS }, async () => {
        while (!isOver()) {
          await wait(PAUSE_MS)
          await send(balancer.url, {
            method: 'GET',
            path: '/configuration/agents?count=10&offset=0',
            ...(accounts[0] && { session: accounts[0].session }),
          }).then(
            ({ status }) => look(status),
            () => look(502),
          )
        }
      }),
    ])
    for (let round = 0; round < rounds; round++)
      for (const [i, copy] of copies.entries()) {
        const began = performance.now()
        const how = await copy.end(signal)
        exits.push(performance.now() - began)
        if (signal === 'SIGTERM' && how !== 0) violations.add(`a copy ended with ${how}`)
        const again = await startServer({ env: site.env, port: Number(copy.url.port) })
        copies[i] = again
        await until('the balancer takes it back', () => balancer.isIn(again.url))
      }
    over = true
    await load
    failed += writers.filter((writer) => writer.isUnsettled).length
    if (failed) violations.add(`${failed} failed requests`)
    if (Math.max(...exits) > MOST_MS) violations.add(`a copy took ${slowest(exits)} to stop`)
    for (const { wrong } of writers) if (wrong) violations.add(wrong)
    return {
      figures: { stops: exits.length, requests, failed, 'stopped after, slowest': slowest(exits) },
      violations: [...violations, ...(await audit(site, writers))],
    }
  } finally {
    balancer.close()
    for (const copy of copies) await copy.end('SIGKILL')
    await site.drop()
  }
}
