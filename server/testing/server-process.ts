import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'

/** For a process of the server or of a command: nothing that the machine's own environment says gets in. */
export const environment = (variables: Record<string, string>) => ({
  ...process.env,
  PORT: '0',
  HOST: '',
  DATABASE_URL: '',
  DEMO_DATA: '',
  DEMO_AGENTS: '20',
  TRUST_PROXY: '',
  METRICS: '',
  NODE_ENV: '',
  METRICS_TOKEN: '',
  ADMIN_USER: '',
  ADMIN_PASSWORD: '',
  ADMIN_PASSWORD_FILE: '',
  ...variables,
})

export interface ServerProcess {
  url: URL
  pid: number
  /** From its start until it said that it serves. */
  readyAfterMs: number
  /** Its output up to now, which names its reason. */
  said: () => string
  hasEnded: () => boolean
  /** Returns its exit code, or the signal that ended it. */
  end: (signal: 'SIGKILL' | 'SIGTERM') => Promise<number | string>
}

// The file is in this repository.
const { config } = JSON.parse(readFileSync('package.json', 'utf8')) as { config: { server_flags: string } }

/** As the server is started (docs/operations.md, *Memory*). */
export const NODE_FLAGS = config.server_flags.split(' ')

/** The built files (`npm run build`), as in production. */
export const BUILT = { server: 'dist-server/main.js', maintenance: 'dist-server/maintenance.js' }

/** Node's arguments for loading a test module before the built files. */
export const importing = (preload?: string) => (preload === undefined ? [] : ['--import', 'tsx', '--import', preload])

const running = new Set<ChildProcess>()

interface StartOptions {
  /** A copy of the application, in place of this one. */
  folder?: string | undefined
  /** A module that is loaded before it. */
  preload?: string | undefined
  /** The sink of its standard output, which nobody reads otherwise. */
  output?: NodeJS.WritableStream
}

/**
 * Starts the server as a process of its own, on a free port unless `PORT` is given, and waits until it is ready. Rejects with its
 * output when it ends before that.
 */
export async function startServerProcess(
  variables: Record<string, string>,
  { folder, preload, output: log }: StartOptions = {},
): Promise<ServerProcess> {
  const began = performance.now()
  const child = spawn(process.execPath, [...NODE_FLAGS, ...importing(preload), BUILT.server], {
    cwd: folder,
    env: environment(variables),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const ended = once(child, 'exit').then(([code, signal]: (number | string | null)[]) => {
    running.delete(child)
    return code ?? signal ?? 'gone'
  })
  if (log) child.stdout.pipe(log)
  let output = ''
  let said = ''
  child.stderr.on('data', (chunk) => (said += String(chunk)))
  const url = await new Promise<URL>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      // The log goes on as long as the server does, and is not kept.
      if (output === 'found') return
      output += String(chunk)
      const address = /^Agent Console is ready at (\S+)$/m.exec(output)?.[1]
      if (address === undefined) return
      output = 'found'
      resolve(new URL(address))
    })
    void ended.then((how) => reject(new Error(`the server ended before it was ready (${how}): ${said}`)))
  })
  return {
    url,
    pid: child.pid ?? 0,
    readyAfterMs: performance.now() - began,
    said: () => said,
    hasEnded: () => !running.has(child),
    end(signal) {
      child.kill(signal)
      return ended
    },
  }
}

/** No server outlives a run, however it ends. */
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
