import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

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
  ADMIN_USER: '',
  ADMIN_PASSWORD: '',
  ...variables,
})

export interface ServerProcess {
  address: URL
  process: ChildProcess
  /** Lets requests in flight finish, and answers the exit code. */
  stop: () => Promise<unknown>
}

/** Starts the server as a process of its own, on a free port unless `PORT` is given, and waits until it is ready. */
export async function startServerProcess(variables: Record<string, string>): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    env: environment(variables),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return {
    address: await addressOf(child),
    process: child,
    async stop() {
      if (child.exitCode !== null) return child.exitCode
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      return (await ended)[0]
    },
  }
}

/** What it says later is read and dropped, or it would wait for a reader. */
function addressOf(child: ChildProcess): Promise<URL> {
  let said = ''
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      said = (said + String(chunk)).slice(-10_000)
      const address = /^Agent Console is ready at (\S+)$/m.exec(said)?.[1]
      if (address) resolve(new URL(address))
    })
    child.once('exit', () => reject(new Error(`The server ended: ${said}`)))
  })
}
