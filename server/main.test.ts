import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { demoLogin } from '#server/first-start/demo/login.ts'
import { BUILT, environment } from '#server/testing/server-process.ts'

let dataDir: string
const started: ChildProcess[] = []

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'agent-console-'))
})

afterEach(async () => {
  // Only a process that has ended makes no more files in the folder.
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

/** Waits for the line that says the server is ready, and returns its address. */
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

/** Returns the message of a start that is refused. */
async function refusalOf(variables: Record<string, string>): Promise<string> {
  const child = run(variables)
  // A start that is not refused would run for ever.
  child.stdout.on('data', (chunk) => String(chunk).includes('is ready at') && child.kill('SIGKILL'))
  const [said, exitCode] = await Promise.all([text(child.stderr), exitCodeOf(child)])
  expect(exitCode).toBe(1)
  return said
}

describe('a start that is refused', () => {
  it.each([
    [{ PORT: 'many' }, 'PORT: must be a whole number ("many" was given).\n'],
    [{ HOST: '0.0.0.0' }, /^HOST is 0\.0\.0\.0, but with demo data the server listens on loopback only: .+\.\n$/],
    [{ DEMO_DATA: 'off' }, /^The database is empty: set ADMIN_USER and ADMIN_PASSWORD .+\.\n$/],
    [{ NODE_ENV: 'production' }, /^The database is empty: .+ \(no demo data, because NODE_ENV is production\)\.\n$/],
    [{ TRUST_PROXY: '127.0.0.1' }, /^TRUST_PROXY is set, but demo data is never served behind a proxy: .+\.\n$/],
    [{ TRUST_PROXY: 'true' }, /^TRUST_PROXY: must be the addresses or networks .+ \("true" was given\)\.\n$/],
    [
      { DEMO_DATA: 'off', ADMIN_USER: 'admin', ADMIN_PASSWORD_FILE: '/none/there' },
      /^ADMIN_PASSWORD_FILE cannot be read \(ENOENT: .+\)\.\n$/,
    ],
    [
      { DATABASE_URL: 'postgres://127.0.0.1:1/none' },
      /^The server did not start: connect ECONNREFUSED 127\.0\.0\.1:1\.\n$/,
    ],
  ])('says why in one sentence: %j', async (variables, sentence) => {
    expect(await refusalOf(variables)).toMatch(sentence)
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

describe('demo data', () => {
  const begun = async () => {
    const child = run()
    await addressOf(child)
    await end(child)
  }

  it('is refused later if others could reach it, or if it is not wanted', async () => {
    await begun()
    const later: [Record<string, string>, string][] = [
      [{ TRUST_PROXY: '127.0.0.1' }, 'TRUST_PROXY is set, but '],
      [{ NODE_ENV: 'production' }, 'NODE_ENV is production, but '],
      [{ HOST: '0.0.0.0' }, 'HOST is 0.0.0.0, but '],
      [{ DEMO_DATA: 'off' }, 'DEMO_DATA=off is given, but '],
      [{ ADMIN_USER: 'boss', ADMIN_PASSWORD: 'first-pass-1' }, 'ADMIN_USER and ADMIN_PASSWORD are given, but '],
    ]
    for (const [variables, beginning] of later) {
      const said = await refusalOf(variables)
      expect(said).toContain(beginning)
      expect(said).toContain(`the database in ${dataDir}`)
      expect(said).toMatch(/^[^\n]+ set DATA_DIR to another folder to start with your own data\.\n$/)
    }
  })

  it('causes a warning in the log at each start', async () => {
    await begun()
    expect(await warningsOf(run({ DEMO_DATA: 'on' }))).toEqual([
      expect.stringMatching(/^The database holds demo data: /),
      expect.stringMatching(/^DEMO_AGENTS is ignored: /),
    ])
  })
})

describe('a setting that a start ignores', () => {
  it('causes a warning in the log', async () => {
    const variables = { DEMO_DATA: 'off', DEMO_AGENTS: '', ADMIN_USER: 'admin', ADMIN_PASSWORD: 'first-pass-1' }
    expect(await warningsOf(run(variables))).toEqual([])
    expect(await warningsOf(run({ ...variables, ADMIN_PASSWROD: 'other-pass-1' }))).toEqual([
      expect.stringMatching(/^ADMIN_USER and ADMIN_PASSWORD are ignored: /),
      'ADMIN_PASSWROD is ignored: there is no such setting. Did you mean ADMIN_PASSWORD?',
    ])
  })
})

/** Returns the warnings that a start logs, and ends the server. */
async function warningsOf(child: ReturnType<typeof run>): Promise<unknown[]> {
  const lines: string[] = []
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith('Agent Console is ready at ')) child.kill('SIGTERM')
    else lines.push(line)
  }
  const log = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Record<string, unknown>)
  return log.filter(({ event, level }) => event === 'start' && level === 'warn').map(({ msg }) => msg)
}

describe('the files of a database', () => {
  const FILES = ['agent-console.sqlite', 'agent-console.sqlite-shm', 'agent-console.sqlite-wal']
  const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8)
  const modes = (folder: string) => readdirSync(folder).map((name) => [name, modeOf(path.join(folder, name))])

  it('are private to their owner, even if others could read them before', async () => {
    const folder = path.join(dataDir, 'new')
    await addressOf(run({ DATA_DIR: folder }))
    expect(modeOf(folder)).toBe('700')
    expect(modes(folder)).toEqual(FILES.map((name) => [name, '600']))
    // A killed server leaves its log behind.
    await Promise.all(started.map(end))
    const aside = 'agent-console.replaced-2026-01-05T09-00-00-000Z.sqlite'
    writeFileSync(path.join(folder, aside), '')
    writeFileSync(path.join(folder, 'notes.txt'), '')
    for (const name of readdirSync(folder)) chmodSync(path.join(folder, name), 0o644)
    await addressOf(run({ DATA_DIR: folder }))
    expect(modes(folder)).toEqual([[aside, '600'], ...FILES.map((name) => [name, '600']), ['notes.txt', '644']])
  })
})

describe('a first start without demo data', () => {
  it('takes the password from a file, and not the end of its line', async () => {
    const file = path.join(dataDir, 'password')
    writeFileSync(file, 'first-pass-1\n')
    const variables = { ADMIN_USER: 'admin', ADMIN_PASSWORD_FILE: file }
    const address = await addressOf(run(variables))
    expect((await signIn(address)).status).toBe(200)
    rmSync(file)
    // Only the first start needs it.
    await Promise.all(started.map(end))
    expect((await signIn(await addressOf(run(variables)))).status).toBe(200)
  })

  it('takes no password from a file that would be refused elsewhere', async () => {
    const file = path.join(dataDir, 'password')
    writeFileSync(file, 'short')
    expect(await refusalOf({ ADMIN_USER: 'admin', ADMIN_PASSWORD_FILE: file })).toBe(
      `ADMIN_PASSWORD_FILE: Password must be at least 8 characters long (in ${file}).\n`,
    )
  })

  it('creates a Sysadmin who can sign in', async () => {
    const variables = { DEMO_DATA: 'off', ADMIN_USER: 'admin', ADMIN_PASSWORD: 'first-pass-1' }
    const address = await addressOf(run(variables))
    expect((await signIn(address)).status).toBe(200)
    const accounts = await fetch(new URL('/dashboard/demo-accounts', address))
    expect(await accounts.json()).toEqual({ account: [] })
  })
})

const signIn = (address: URL) =>
  fetch(new URL('/session/login', address), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ clientName: 'MAIN', userName: 'admin', password: 'first-pass-1' }),
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
    const body = JSON.stringify(demoLogin())
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
