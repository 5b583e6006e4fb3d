import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { allOperations, type AllOperations } from '#contract/apis.ts'
import type { Operation } from '#contract/operation.ts'
import { fillOwnSite } from '#server/testing/own-site.ts'
import { startServerProcess, type ServerProcess } from '#server/testing/server-process.ts'
import { markedRequest } from './marked-requests.ts'
import { REFUSED, requestsFor } from './requests.ts'
import { makeTarget } from './targets.ts'

let site: string
let server: ServerProcess

beforeAll(async () => {
  site = mkdtempSync(path.join(tmpdir(), 'agent-console-'))
  await fillOwnSite({ dataDir: site }, 20)
  server = await startServerProcess({ DATA_DIR: site, TRUST_PROXY: '127.0.0.1' })
})

afterAll(async () => {
  await server.end('SIGTERM')
  rmSync(site, { recursive: true })
})

/** Sends a request as it stands in a file, without its marks. */
async function send(text: string): Promise<string> {
  const [head = '', body = ''] = text.replaceAll('*', '').split('\r\n\r\n')
  const [line = '', ...headers] = head.split('\r\n')
  const [method = '', url = ''] = line.split(' ')
  const reply = await fetch(new URL(url, server.url), {
    method,
    headers: headers.map((header) => header.split(': ') as [string, string]).filter(([name]) => name !== 'Host'),
    ...(body && { body }),
  })
  return `${reply.status} ${await reply.text()}`
}

// The keys of the table are its names.
const names = Object.keys(allOperations) as (keyof AllOperations)[]

it.each(names)('%s is carried out as it is sent without marks', async (name) => {
  const operation: Operation = allOperations[name]
  const target = await makeTarget(server.url, name)
  for (const parts of requestsFor(target)[name]) {
    const request = markedRequest(operation, parts, target)
    expect(request).toContain('*')
    expect(await send(request)).toMatch(new RegExp(`^${REFUSED[name] ?? operation.status} `))
  }
})
