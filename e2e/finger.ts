import type { Page } from '@playwright/test'

export interface Point {
  x: number
  y: number
}

/** A real finger's moves come in steps: the browser decides by the first of them whether it scrolls. */
const STEPS = 10

const between = (from: number, to: number, step: number) => Math.round(from + ((to - from) * step) / STEPS)

/**
 * Puts a finger on the screen, as the system reports it: the browser itself tells a tap from scrolling, and decides when to take
 * the finger away from the page.
 */
export async function putFinger(page: Page, start: Point) {
  const devtools = await page.context().newCDPSession(page)
  const tell = (
    type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel',
    touchPoints: (Point & { id: number })[],
  ) => devtools.send('Input.dispatchTouchEvent', { type, touchPoints })
  let at = start
  await tell('touchStart', [{ ...at, id: 0 }])
  return {
    async moveBy(x: number, y: number) {
      const from = at
      for (let step = 1; step <= STEPS; step++) {
        at = { x: between(from.x, from.x + x, step), y: between(from.y, from.y + y, step) }
        await tell('touchMove', [{ ...at, id: 0 }])
      }
    },
    /** Puts a second finger down beside it, and lifts that again. */
    async joinAt(point: Point) {
      await tell('touchStart', [
        { ...at, id: 0 },
        { ...point, id: 1 },
      ])
      await tell('touchEnd', [{ ...at, id: 0 }])
    },
    lift: () => tell('touchEnd', []),
    /** As when a call comes in. */
    takeAway: () => tell('touchCancel', []),
  }
}

export async function swipe(page: Page, start: Point, x: number, y: number) {
  const finger = await putFinger(page, start)
  await finger.moveBy(x, y)
  await finger.lift()
}
