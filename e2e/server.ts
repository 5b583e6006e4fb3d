import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect } from '@playwright/test'

const ENVIRONMENT = {
  NODE_ENV: '',
  HOST: '127.0.0.1',
  PORT: '0',
  DEMO_DATA: 'on',
  DEMO_AGENTS: '2000',
  DATABASE_URL: '',
  TRUST_PROXY: '',
  ADMIN_USER: '',
  ADMIN_PASSWORD: '',
  ADMIN_PASSWORD_FILE: '',
}

/** Starts the server, of this folder or of a copy of it, and resolves once it says that it is ready. */
export async function startServer(env: Record<string, string>, folder = '.') {
  const child = spawn(process.execPath, ['dist-server/main.js'], {
    cwd: folder,
    env: { ...process.env, ...ENVIRONMENT, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')

  const address = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const ready = /ready at (http:\S+)$/.exec(line)
      if (ready?.[1]) resolve(ready[1])
    })
    child.on('exit', (code) => reject(new Error(`The server ended with code ${code} before it was ready.`)))
  })

  async function stop() {
    child.kill('SIGTERM')
    expect(await exited, 'the server ends by itself, with code 0').toEqual([0, null])
  }
  return {
    address,
    stop,
    /** Has it accept connections, as the system does for it, and answer nothing. */
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
  }
}
