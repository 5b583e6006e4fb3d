import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BUILT, environment } from '#server/testing/server-process.ts'

let dataDir: string
const started: ChildProcess[] = []

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'agent-console-'))
})

afterEach(async () => {
  // Only what has ended makes no more files in the folder.
  await Promise.all(started.splice(0).map(end))
  rmSync(dataDir, { recursive: true, force: true })
})

function run(variables: Record<string, string> = {}) {
  const child = spawn(process.execPath, [BUILT.server], {
    env: environment({ DATA_DIR: dataDir, ...variables }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  return child
}

/** Waits for the line that says the server is ready, and answers its address. */
async function addressOf(child: ReturnType<typeof run>): Promise<URL> {
  let output = ''
  for await (const chunk of child.stdout) {
    output += String(chunk)
    const address = /^Agent Console is ready at (\S+)$/m.exec(output)?.[1]
    if (address) return new URL(address)
  }
  throw new Error(`the server ended: ${output}`)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

const exitCodeOf = async (child: ChildProcess): Promise<unknown> => (await once(child, 'exit'))[0]

describe('a start that is refused', () => {
  it.each([
    [{ PORT: 'many' }, 'PORT: must be a whole number ("many" was given).\n'],
    [{ HOST: '0.0.0.0' }, /^HOST is 0\.0\.0\.0, but with demo data the server listens on loopback only: .+\.\n$/],
    [{ DEMO_DATA: 'off' }, /^The database is empty: set ADMIN_USER and ADMIN_PASSWORD .+\.\n$/],
  ])('says why in one sentence: %j', async (variables, sentence) => {
    const child = run(variables)
    const [said, exitCode] = await Promise.all([text(child.stderr), exitCodeOf(child)])
    expect(said).toMatch(sentence)
    expect(exitCode).toBe(1)
  })
})

describe('a folder that nothing was built in', () => {
  it('is told so in one sentence', async () => {
    const check = path.resolve('scripts/check-built.cjs')
    const child = spawn(process.execPath, ['-r', check, BUILT.server], { cwd: dataDir })
    started.push(child)
    const [said, exitCode] = await Promise.all([text(child.stderr), exitCodeOf(child)])
    expect(said).toBe('Agent Console is not built here: `npm run build` does it.\n')
    expect(exitCode).toBe(1)
  })
})

describe('a folder that holds no database of ours', () => {
  it('is refused in one sentence, and left as it is', async () => {
    const file = path.join(dataDir, 'agent-console.sqlite')
    writeFileSync(file, 'something else altogether, and longer than a header of a database would be'.repeat(20))
    const child = run()
    const [said, exitCode] = await Promise.all([text(child.stderr), exitCodeOf(child)])
    expect(said).toBe('The server did not start: the database cannot be opened (file is not a database).\n')
    expect(exitCode).toBe(1)
    expect(readFileSync(file, 'utf8')).toContain('something else')
  })
})

describe('a first start without demo data', () => {
  it('creates a Sysadmin who can sign in', async () => {
    const variables = { DEMO_DATA: 'off', ADMIN_USER: 'admin', ADMIN_PASSWORD: 'first-pass-1' }
    const address = await addressOf(run(variables))
    const reply = await fetch(new URL('/session/login', address), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ clientName: 'MAIN', userName: 'admin', password: 'first-pass-1' }),
    })
    expect(reply.status).toBe(200)
    const accounts = await fetch(new URL('/dashboard/demo-accounts', address))
    expect(await accounts.json()).toEqual({ account: [] })
  })
})

describe('the log', () => {
  it('is on standard output, a JSON object per line, beside the line that says where the server is', async () => {
    const child = run()
    const lines = createInterface(child.stdout)
    const log: unknown[] = []
    for await (const line of lines) {
      const address = /^Agent Console is ready at (\S+)$/.exec(line)?.[1]
      if (address) void fetch(new URL('/configuration/agents/1', address))
      else log.push(JSON.parse(line))
      if (line.includes('"msg":"request"')) break
    }
    expect(log.at(-1)).toMatchObject({ level: 'info', operation: 'readAgent', status: 401, address: '127.0.0.1' })
  })

  it('may lose its reader: the server serves on, and ends when it is told to', async () => {
    const child = run()
    // Reads up to the address, and then closes its end.
    const address = await addressOf(child)
    for (let i = 0; i < 3; i++) expect((await fetch(new URL('/healthz', address))).status).toBe(200)
    child.kill('SIGTERM')
    expect(await exitCodeOf(child)).toBe(0)
  })
})

describe('a server that only this machine reaches', () => {
  const statusAs = async (host: string, address: URL) => {
    const [reply] = (await once(get(new URL('/healthz', address), { headers: { host } }), 'response')) as [
      IncomingMessage,
    ]
    reply.resume()
    return reply.statusCode
  }

  it('answers to this machine’s own names alone', async () => {
    const address = await addressOf(run())
    expect(await statusAs(address.host, address)).toBe(200)
    expect(await statusAs('rebind.example', address)).toBe(421)
  })

  it('answers to any name that a proxy passes on', async () => {
    const admin = { DEMO_DATA: 'off', ADMIN_USER: 'admin', ADMIN_PASSWORD: 'first-pass-1' }
    const address = await addressOf(run({ ...admin, TRUST_PROXY: '127.0.0.1' }))
    expect(await statusAs('console.example', address)).toBe(200)
  })
})

describe('SIGTERM', () => {
  it('lets a request in flight finish, closes and exits with 0; the next start finds what was written', async () => {
    const first = run()
    const address = await addressOf(first)
    const body = JSON.stringify({ clientName: 'DEMO', userName: 'manager', password: 'demo-pass-1' })
    const socket = connect(Number(address.port), address.hostname)
    const head = `POST /session/login HTTP/1.1\r\nhost: ${address.host}\r\ncontent-type: application/json\r\n`
    // The server says "100 Continue" once the request has reached it: then it is in flight, and half of its body is to come.
    socket.write(`${head}content-length: ${body.length}\r\nexpect: 100-continue\r\nconnection: close\r\n\r\n`)
    await once(socket, 'data')
    const exit = exitCodeOf(first)
    first.kill('SIGTERM')
    socket.write(body)
    const reply = await text(socket)
    expect(reply).toContain('HTTP/1.1 200 OK')
    expect(await exit).toBe(0)

    const { sessionId } = JSON.parse(reply.slice(reply.lastIndexOf('{'))) as { sessionId: string }
    const again = await addressOf(run())
    const agents = await fetch(new URL('/configuration/agents?count=1&offset=0', again), {
      headers: { 'LV-Session': sessionId },
    })
    expect(agents.status).toBe(200)
  })

  it('does not wait for a connection that nobody has said anything on', async () => {
    const child = run()
    const address = await addressOf(child)
    const silent = connect(Number(address.port), address.hostname)
    await once(silent, 'connect')
    // Connections are accepted in turn: this one after that.
    expect((await fetch(new URL('/healthz', address))).status).toBe(200)
    child.kill('SIGTERM')
    expect(await exitCodeOf(child)).toBe(0)
    silent.destroy()
  })
})
