import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { environment } from '#server/testing/server-process.ts'
import type { Sabotage } from './sabotage.ts'

export interface ServerProcess {
  url: URL
  /** From its start until it said that it serves. */
  readyAfterMs: number
  /** What it printed as its reason, up to now. */
  said: () => string
  hasEnded: () => boolean
  /** Answers its exit code, or the signal that ended it. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | string>
}

interface ServerOptions {
  env: Record<string, string>
  port?: number
  /** Breaks a promise on purpose. */
  sabotage?: Sabotage | undefined
}

const running = new Set<ChildProcess>()

/** Starts the server as a process of its own. Rejects with what it said when it ends before it is ready. */
export async function startServer({ env, port = 0, sabotage }: ServerOptions): Promise<ServerProcess> {
  const began = performance.now()
  const preload = sabotage ? ['--import', './faults/sabotage.ts'] : []
  const child = spawn(process.execPath, ['--import', 'tsx', ...preload, 'server/main.ts'], {
    env: environment({ DEMO_DATA: 'off', ...env, PORT: String(port), ...(sabotage && { SABOTAGE: sabotage }) }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const ended = once(child, 'exit').then(([code, signal]: (number | string | null)[]) => {
    running.delete(child)
    return code ?? signal ?? 'gone'
  })
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
    readyAfterMs: performance.now() - began,
    said: () => said,
    hasEnded: () => !running.has(child),
    end(signal) {
      child.kill(signal)
      return ended
    },
  }
}

/** However a run ends, none of its servers is left behind. */
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
