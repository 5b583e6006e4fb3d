import { vi } from 'vitest'

/** Looks again until it holds. A slow machine fails no test: what takes longer never comes. */
export const eventually = <Result>(assertion: () => Result | Promise<Result>): Promise<Result> =>
  vi.waitFor(assertion, { timeout: 50_000, interval: 20 })
