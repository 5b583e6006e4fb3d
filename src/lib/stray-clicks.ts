/** In milliseconds: a second click that comes as soon was meant for the same control. */
const AS_SOON = 600

/** In pixels: a hand that clicks twice is not quite still. */
const AS_NEAR = 12

interface Click {
  at: number
  x: number
  y: number
}

/** Whether a click belongs to the one before it. */
export const isOneClick = (before: Click, { at, x, y }: Click) =>
  at - before.at < AS_SOON && Math.hypot(x - before.x, y - before.y) < AS_NEAR

/**
 * Ignores the second click of a pair whose first removes its control (`data-goes`): it would act twice, or hit the control that
 * moved up into the place. A key presses the focused control, and is never ignored.
 */
export function ignoreStrayClicks() {
  let last: Click | undefined
  document.addEventListener(
    'click',
    (event) => {
      if (event.detail === 0 || !(event.target instanceof Element)) return
      const click = { at: event.timeStamp, x: event.clientX, y: event.clientY }
      if (last && isOneClick(last, click)) {
        last = click
        event.preventDefault()
        event.stopPropagation()
      } else last = event.target.closest('[data-goes]') ? click : undefined
    },
    true,
  )
}
