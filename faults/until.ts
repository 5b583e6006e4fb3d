import { setTimeout as wait } from 'node:timers/promises'

// What takes longer hangs.
const HANG_MS = 60_000
const LOOK_AGAIN_MS = 20

/** Waits for a condition, and answers how many milliseconds that took. Throws for one that never comes. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<number> {
  const began = performance.now()
  while (!(await condition())) {
    if (performance.now() - began > HANG_MS) throw new Error(`${what}: not within ${HANG_MS / 1000} seconds`)
    await wait(LOOK_AGAIN_MS)
  }
  return performance.now() - began
}
