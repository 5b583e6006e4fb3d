/** The outcome of a fault. */
export interface Outcome {
  /** Counts and measurements, by name. */
  figures: Record<string, number | string>
  /** Broken promises, in sentences. */
  violations: string[]
}

export const slowest = (times: readonly number[]) => `${(Math.max(...times) / 1000).toFixed(1)} s`

export function median(times: readonly number[]): string {
  const sorted = [...times].sort((one, other) => one - other)
  return `${((sorted[Math.floor(sorted.length / 2)] ?? 0) / 1000).toFixed(1)} s`
}
