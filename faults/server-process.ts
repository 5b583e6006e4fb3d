import { startServerProcess } from '#server/testing/server-process.ts'
import type { Sabotage } from './sabotage.ts'

interface ServerOptions {
  env: Record<string, string>
  port?: number
  /** Breaks a promise on purpose. */
  sabotage?: Sabotage | undefined
}

/** Starts a server on data that a test made itself. */
export const startServer = ({ env, port = 0, sabotage }: ServerOptions) =>
  startServerProcess(
    { DEMO_DATA: 'off', ...env, PORT: String(port), ...(sabotage && { SABOTAGE: sabotage }) },
    { preload: sabotage && './faults/sabotage.ts' },
  )
