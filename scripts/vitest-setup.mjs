import { setUpServer } from './setup.mjs'

/** Vitest calls this before its tests: those that start the server as a process start what is built. */
export const setup = setUpServer
