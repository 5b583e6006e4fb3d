import { execFileSync, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { lastingPort } from '#server/testing/lasting-port.ts'

/** The folders in which distributions and Homebrew put PostgreSQL's server programs, one per version. */
const FOLDERS = ['/usr/lib/postgresql', '/usr/pgsql', '/opt/homebrew/opt', '/usr/local/opt']

/** The folder with PostgreSQL's server programs (the newest), or undefined where this machine has none. */
export function findPostgresPrograms(): string | undefined {
  const installed = FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) =>
    readdirSync(folder).map((version) => path.join(folder, version, 'bin')),
  )
  const byVersion = installed.sort((one, other) => other.localeCompare(one, 'en', { numeric: true }))
  const onPath = (process.env['PATH'] ?? '').split(path.delimiter)
  return [...onPath, ...byVersion].find((folder) =>
    ['initdb', 'postgres'].every((name) => existsSync(path.join(folder, name))),
  )
}

export interface PostgresServer {
  /** Of a superuser, in the database `postgres`. */
  url: string
  process: ChildProcess
  /** Ends it and keeps its data: SIGINT tells its sessions, SIGQUIT nobody. */
  end(signal: 'SIGINT' | 'SIGQUIT'): Promise<void>
  /** All its processes stand still, until they go on: connections stay open, and nothing is answered. */
  freeze(): void
  thaw(): void
  /** Starts it again on the same data, after `process` ended. */
  restart(): Promise<void>
  /** Ends it and throws its data away. */
  stop(): Promise<void>
}

/**
 * Starts a PostgreSQL of one's own, on a free port of the loopback address and in a new folder inside `parent`. `settings` as
 * `name=value`. Throws where it is not installed.
 */
export async function startPostgres(settings: readonly string[] = [], parent = tmpdir()): Promise<PostgresServer> {
  const programs = findPostgresPrograms()
  if (programs === undefined) throw new Error('The server programs of PostgreSQL are not installed.')
  const folder = mkdtempSync(path.join(parent, 'agent-console-postgres-'))
  const owner = ownerOf(folder)
  const data = path.join(folder, 'data')
  const language = ['--encoding=UTF8', '--locale=C.UTF-8', ...orderOfLetters(programs)]
  await finished(
    spawn(path.join(programs, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', ...language], owner),
  )
  const port = await lastingPort()
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  const all = ['listen_addresses=127.0.0.1', `port=${port}`, `unix_socket_directories=${folder}`, ...settings]
  const launch = async () => {
    const child = spawn(path.join(programs, 'postgres'), ['-D', data, ...all.flatMap((each) => ['-c', each])], owner)
    await accepting(child)
    return child
  }
  const server: PostgresServer = {
    url,
    process: await launch(),
    async end(signal) {
      if (server.process.exitCode !== null || server.process.signalCode !== null) return
      const ended = once(server.process, 'exit')
      server.process.kill(signal)
      await ended
    },
    freeze: () => signalAll(server.process, 'SIGSTOP'),
    thaw: () => signalAll(server.process, 'SIGCONT'),
    async restart() {
      server.process = await launch()
    },
    async stop() {
      // At once: nobody will read this data again.
      await server.end('SIGQUIT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return server
}

/**
 * A collation other than by code point where PostgreSQL has one (from 15 on), so that a test notices a server that relies on it.
 */
function orderOfLetters(programs: string): string[] {
  const version = execFileSync(path.join(programs, 'initdb'), ['--version'], { encoding: 'utf8' })
  const [major] = /\d+/.exec(version) ?? []
  return Number(major) >= 15 ? ['--locale-provider=icu', '--icu-locale=en-US'] : []
}

/** Each session is a process of its own. The first stands still before the others, or it would start more of them. */
function signalAll(postmaster: ChildProcess, signal: 'SIGSTOP' | 'SIGCONT'): void {
  const { pid } = postmaster
  if (pid === undefined) return
  postmaster.kill(signal)
  const sessions = execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map(Number)
  for (const session of sessions) signalUnlessGone(session, signal)
}

/** One that ended while it was looked up has nothing to be told. */
function signalUnlessGone(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** PostgreSQL refuses to run as root: the folder, and the programs, are then another user's. */
function ownerOf(folder: string): SpawnOptions {
  const io: SpawnOptions = { stdio: ['ignore', 'ignore', 'pipe'], cwd: folder }
  if (process.getuid?.() !== 0) return io
  const idOf = (flag: '-u' | '-g') => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  const [uid, gid] = [idOf('-u'), idOf('-g')]
  chownSync(folder, uid, gid)
  return { ...io, uid, gid }
}

async function finished(child: ChildProcess): Promise<void> {
  const [said, [code]] = await Promise.all([child.stderr ? text(child.stderr) : '', once(child, 'exit')])
  if (code !== 0) throw new Error(`PostgreSQL cannot be set up: ${said}`)
}

/** It says itself when it is ready. Its later output is read and dropped, or it would wait for a reader. */
async function accepting(child: ChildProcess): Promise<void> {
  let said = ''
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (chunk) => {
      said = (said + String(chunk)).slice(-4000)
      if (said.includes('ready to accept connections')) resolve()
    })
    child.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)))
  })
}
