import { vi } from 'vitest'

/** Looks again until it holds. A slow machine fails no test: what takes longer never comes. */
export const eventually = (assertion: () => void | Promise<void>) =>
  vi.waitFor(assertion, { timeout: 50_000, interval: 20 })
