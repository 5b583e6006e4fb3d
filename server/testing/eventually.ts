import { vi } from 'vitest'

/** Checks again until it holds. A slow machine fails no test: the time limit is far beyond it. */
export const eventually = <Result>(assertion: () => Result | Promise<Result>): Promise<Result> =>
  vi.waitFor(assertion, { timeout: 50_000, interval: 20 })
