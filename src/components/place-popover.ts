const GAP = 4
const MARGIN = 8

type Place = 'under its start' | 'over its middle'

/**
 * Places an open popover at its anchor and within the window: on the other side if only that has room. The popover is positioned
 * from the page's corner (`position: absolute`), so it scrolls with the page.
 */
export function placePopover(popover: HTMLElement, anchor: Element, place: Place) {
  // At the page's edge the text would take less width than there is.
  popover.style.left = '0'
  const { top, bottom, left, width } = anchor.getBoundingClientRect()
  const { offsetWidth, offsetHeight } = popover
  const { clientWidth, clientHeight } = document.documentElement
  const over = top - GAP - offsetHeight
  const under = bottom + GAP
  const fitsOver = over >= MARGIN
  const isOver = fitsOver && (place === 'over its middle' || under + offsetHeight > clientHeight)
  const start = place === 'over its middle' ? left + width / 2 - offsetWidth / 2 : left
  const most = clientWidth - offsetWidth - MARGIN
  popover.style.top = `${(isOver ? over : under) + window.scrollY}px`
  popover.style.left = `${Math.max(MARGIN, Math.min(start, most)) + window.scrollX}px`
}
