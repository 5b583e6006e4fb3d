import type { RefObject } from 'react'

const GAP = 4
const MARGIN = 8

/**
 * Returns a function that places a popover under its anchor, and within the window. A popover lies in the top layer, is measured
 * from the page's corner, and scrolls with the page.
 */
export function useStayInView(anchor: RefObject<HTMLElement | null>) {
  return (popover: HTMLElement) => {
    if (!anchor.current) return
    const { bottom, left, right } = anchor.current.getBoundingClientRect()
    const width = document.documentElement.clientWidth
    popover.style.top = `${bottom + window.scrollY + GAP}px`
    popover.style.inset = `${bottom + window.scrollY + GAP}px auto auto auto`
    // Under the anchor's nearer edge, so that it opens towards the middle.
    if (left + right > width) popover.style.right = `${Math.max(MARGIN, width - right)}px`
    else popover.style.left = `${Math.max(MARGIN, left)}px`
  }
}
