import { kill } from 'node:process'
import { expect } from '@playwright/test'
import { startServerProcess } from '#server/testing/server-process.ts'

/** Starts the server with demo data, of this folder or of a copy of it. */
export async function startServer(env: Record<string, string>, folder?: string) {
  const server = await startServerProcess({ DEMO_DATA: 'on', DEMO_AGENTS: '2000', ...env }, { folder })
  return {
    address: server.url.origin,
    stop: async () =>
      expect(await server.end('SIGTERM'), `the server ends by itself, with code 0: ${server.said()}`).toBe(0),
    /** Has it accept connections, as the system does for it, and answer nothing. */
    freeze: () => void kill(server.pid, 'SIGSTOP'),
    thaw: () => void kill(server.pid, 'SIGCONT'),
  }
}
