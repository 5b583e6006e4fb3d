import { setTimeout as wait } from 'node:timers/promises'

// Longer than this means that it hangs.
const HANG_MS = 60_000
const LOOK_AGAIN_MS = 20

/** Waits for a condition, and returns the milliseconds it took. Throws for one that never comes. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<number> {
  const began = performance.now()
  while (!(await condition())) {
    if (performance.now() - began > HANG_MS) throw new Error(`${what}: not within ${HANG_MS / 1000} seconds`)
    await wait(LOOK_AGAIN_MS)
  }
  return performance.now() - began
}
