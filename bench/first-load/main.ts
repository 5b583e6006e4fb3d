// Times a cold first load of the agents page, from navigation to the first agent on screen: ours and the same page in react-admin,
// in turn, against one server, on a processor slowed down four times and a line of 10 Mbit/s with 40 ms. Writes docs/first-load.md.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { chromium, type BrowserContextOptions } from '@playwright/test'
import { format, resolveConfig } from 'prettier'
import { findChromium } from '#scripts/chromium.mjs'
import { demoLogin } from '#server/first-start/demo/login.ts'
import { startServerProcess } from '#server/testing/server-process.ts'

const RUNS = 9
const SLOWED = 4
const LINE = { offline: false, latency: 40, downloadThroughput: 10e6 / 8, uploadThroughput: 5e6 / 8 }
const ACCOUNT = demoLogin()
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' }

const peerFolder = path.join(import.meta.dirname, 'react-admin')
for (const command of ['npm ci --no-audit --no-fund --ignore-scripts', 'npm run build'])
  execFileSync(command, { cwd: peerFolder, shell: true, stdio: ['ignore', 'ignore', 'inherit'] })

/** Serves the page in react-admin, compressed, and passes its calls on to the server with a session of its own. */
async function startPeer(server: URL) {
  const signIn = await fetch(new URL('/session/login', server), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ACCOUNT),
  })
  // The reply of Login.
  const { sessionId } = (await signIn.json()) as { sessionId: string }
  const dist = path.join(peerFolder, 'dist')
  const names = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => path.extname(name))
  const files = new Map(names.map((name) => [`/${name}`, brotliCompressSync(readFileSync(path.join(dist, name)))]))
  const peer = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', server)
    if (pathname.startsWith('/configuration')) {
      const headers = { ...request.headers, host: server.host, 'lv-session': sessionId }
      const onward = http.request(new URL(request.url ?? '/', server), { method: request.method, headers }, (reply) => {
        response.writeHead(reply.statusCode ?? 500, reply.headers)
        reply.pipe(response)
      })
      return void request.pipe(onward)
    }
    const file = files.has(pathname) ? pathname : '/index.html'
    response.writeHead(200, {
      'content-encoding': 'br',
      'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
    })
    response.end(files.get(file))
  })
  await new Promise<void>((ready) => peer.listen(0, '127.0.0.1', ready))
  const address = peer.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  return { url: `http://127.0.0.1:${address.port}/`, stop: () => peer.close() }
}

const sorted = (list: readonly number[]) => [...list].sort((one, other) => one - other)
const median = (list: readonly number[]) => sorted(list)[list.length >> 1] ?? Number.NaN

const folder = mkdtempSync(path.join(os.tmpdir(), 'agent-console-bench-'))
const server = await startServerProcess({ DATA_DIR: folder, DEMO_DATA: 'on', DEMO_AGENTS: '2000' })
const peer = await startPeer(server.url)
const isRoot = process.getuid?.() === 0
const browser = await chromium.launch({ executablePath: findChromium(), args: isRoot ? ['--no-sandbox'] : [] })

interface Load {
  ms: number
  kilobytes: number
}

async function firstLoad(
  url: string,
  storageState: BrowserContextOptions['storageState'],
  firstAgent: string,
): Promise<Load> {
  const context = await browser.newContext({ storageState, viewport: { width: 1366, height: 768 } })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED })
  await devtools.send('Network.emulateNetworkConditions', LINE)
  let bytes = 0
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  const began = performance.now()
  await page.goto(url, { waitUntil: 'commit' })
  await page.getByText(firstAgent, { exact: true }).first().waitFor()
  const ms = performance.now() - began
  await page.waitForLoadState('networkidle')
  await context.close()
  return { ms, kilobytes: bytes / 1000 }
}

try {
  const context = await browser.newContext({ baseURL: server.url.href })
  await context.request.post('/dashboard/session', { data: ACCOUNT })
  const page = await context.newPage()
  await page.goto('/agents')
  const firstAgent = await page.getByRole('table', { name: 'Agents' }).getByRole('link').first().textContent()
  const storageState = await context.storageState()
  await context.close()

  const ours: Load[] = []
  const theirs: Load[] = []
  for (let run = 0; run < RUNS; run++) {
    ours.push(await firstLoad(new URL('/agents', server.url).href, storageState, firstAgent ?? ''))
    theirs.push(await firstLoad(peer.url, undefined, firstAgent ?? ''))
  }
  const ratio = median(ours.map(({ ms }, run) => ms / (theirs[run]?.ms ?? Number.NaN)))
  const rowOf = (what: string, loads: readonly Load[]) => {
    const times = sorted(loads.map(({ ms }) => ms)).map(Math.round)
    const received = Math.round(median(loads.map(({ kilobytes }) => kilobytes)))
    return `| ${what} | ${Math.round(median(times))} | ${times[0]} to ${times.at(-1)} | ${received} |`
  }
  const text = `# First load

Written by \`npm run bench:first-load\`: the agents page with an empty cache, from navigation to the first agent on screen, beside
the same page in react-admin ([bench/first-load/react-admin](../bench/first-load/react-admin)), ${RUNS} times each in turn, on a
processor slowed down ${SLOWED} times and a line of 10 Mbit/s with 40 ms. The promise is the ratio: at most 0.45.

| page | median ms | from … to | kB received |
| --- | --- | --- | --- |
${rowOf('Agent Console', ours)}
${rowOf('react-admin', theirs)}

Ratio of the two, run by run, median: **${ratio.toFixed(2)}**.
`
  console.log(text)
  const file = 'docs/first-load.md'
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }))
} finally {
  await browser.close()
  peer.stop()
  await server.end('SIGTERM')
  rmSync(folder, { recursive: true })
}
