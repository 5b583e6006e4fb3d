import { afterEach, beforeEach } from 'vitest'
import { startTestServer, type TestServer } from '#server/testing/server.ts'

/** Starts a fresh server before each test of the file, and closes it afterwards. */
export function serverForEachTest(): TestServer {
  // Filled before any test reads it.
  const server = {} as TestServer
  beforeEach(async () => void Object.assign(server, await startTestServer()))
  afterEach(() => server.close())
  return server
}
