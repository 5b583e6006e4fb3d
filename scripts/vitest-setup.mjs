import { setUpServer } from './setup.mjs'

/** Vitest calls this before its tests: some of them start the built server as a process. */
export const setup = setUpServer
