const CONTROL = 'button, a, input, select, textarea, [role=option], [role=menuitem], [role=gridcell]'

/** The control that was used last, and where it was: it may have gone since. */
let lastUsed: { element: HTMLElement; at: DOMRect } | undefined

/** Calls `onUse` with every control that is pressed or gets the focus. Returns a function that stops it. */
export function watchUse(onUse: (control: HTMLElement) => void) {
  const note = ({ target }: Event) => {
    const element = target instanceof Element ? target.closest<HTMLElement>(CONTROL) : null
    if (element) onUse(element)
  }
  const events = ['pointerdown', 'keydown', 'focusin'] as const
  for (const event of events) document.addEventListener(event, note, true)
  return () => events.forEach((event) => document.removeEventListener(event, note, true))
}

export function noteUsed(element: HTMLElement) {
  lastUsed = { element, at: element.getBoundingClientRect() }
}

const overlap = (a: DOMRect, b: DOMRect) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

/** Tells whether something that lies over the page covers the control, or its former place. */
export function coversLastUsed(over: HTMLElement): boolean {
  if (!lastUsed) return false
  const { element, at } = lastUsed
  const where = element.isConnected ? element.getBoundingClientRect() : at
  return [...over.querySelectorAll('*')].some((part) => overlap(part.getBoundingClientRect(), where))
}

/** Puts the focus back on the control, or on the page where that is gone. */
export function focusLastUsed() {
  const element = lastUsed?.element
  ;(element?.isConnected ? element : document.getElementById('main'))?.focus({ preventScroll: true })
}
