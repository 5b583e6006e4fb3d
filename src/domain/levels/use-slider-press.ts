import { useEffect, useRef, type PointerEvent } from 'react'

/** In pixels: a finger that stays within it taps; one that leaves it drags sideways, or goes up or down and scrolls. */
const SLOP = 8

/** Without the ring, which is for the keyboard. */
const BY_POINTER = { preventScroll: true, focusVisible: false }

interface Press {
  id: number
  x: number
  y: number
  /** False until a finger has moved far enough to tell a drag from scrolling. */
  isDrag: boolean
  watch: AbortController
}

interface SliderPressProps {
  /** Called with the position of the mouse, or of a dragging finger. */
  onMove: (x: number) => void
  /** Called with where it was let go. */
  onDrop: (x: number) => void
  /** Called when the press came to nothing. */
  onGiveUp: () => void
}

/**
 * Reports a tap or a sideways drag on a slider, once it is let go, and nothing else that begins there: not scrolling, a
 * second finger, another mouse button, or a press that the browser or Escape takes away. A mouse drags from where it is
 * pressed. The slider needs `touch-action: pan-y`: the browser then scrolls when a finger goes up or down, and leaves the
 * rest to this hook.
 */
export function useSliderPress({ onMove, onDrop, onGiveUp }: SliderPressProps) {
  const press = useRef<Press>(undefined)
  // Outlasts the press: a finger that scrolls is still on the slider.
  const isTouched = useRef(false)

  const end = () => {
    press.current?.watch.abort()
    press.current = undefined
  }
  useEffect(() => () => press.current?.watch.abort(), [])

  const giveUp = () => {
    if (!press.current) return
    end()
    onGiveUp()
  }

  const begin = (event: PointerEvent<HTMLElement>) => {
    const { currentTarget, pointerId, clientX, clientY } = event
    isTouched.current = true
    // The browser's own slider would move at the first contact.
    event.preventDefault()
    // A press with Ctrl is a right click on a Mac.
    if (press.current || !event.isPrimary || event.button !== 0 || event.ctrlKey) return
    const isDrag = event.pointerType === 'mouse'
    const watch = new AbortController()
    press.current = { id: pointerId, x: clientX, y: clientY, isDrag, watch }
    currentTarget.setPointerCapture(pointerId)

    const options = { capture: true, signal: watch.signal }
    document.addEventListener('pointerdown', giveUp, options)
    const giveUpByKey = (pressed: KeyboardEvent) => {
      if (pressed.key !== 'Escape') return
      // Escape closes nothing else.
      pressed.stopPropagation()
      giveUp()
    }
    document.addEventListener('keydown', giveUpByKey, options)

    if (!isDrag) return
    currentTarget.focus(BY_POINTER)
    onMove(clientX)
  }

  const follow = ({ clientX, clientY, currentTarget }: PointerEvent<HTMLElement>, current: Press) => {
    if (!current.isDrag) {
      const sideways = Math.abs(clientX - current.x)
      const upOrDown = Math.abs(clientY - current.y)
      if (Math.max(sideways, upOrDown) <= SLOP) return
      // The browser takes the press away only where there is something to scroll.
      if (upOrDown >= sideways) return giveUp()
      current.isDrag = true
      currentTarget.focus(BY_POINTER)
    }
    onMove(clientX)
  }

  const lift = () => {
    // Firefox moves its own slider once more after this event.
    setTimeout(() => (isTouched.current = false))
  }

  /** The press, if the event comes from the pointer that began it. */
  const pressOf = ({ pointerId }: PointerEvent) => (press.current?.id === pointerId ? press.current : undefined)

  return {
    /** Whether a pointer is about to set the slider. */
    isPressed: () => press.current !== undefined,
    /** True while a pointer is on the slider: the changes of the browser's own slider then do not count. */
    isTouched: () => isTouched.current,
    handlers: {
      onPointerDown: begin,
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const current = pressOf(event)
        if (!current) return
        // Another button is down as well, or the release was missed.
        if (event.buttons === 1) follow(event, current)
        else giveUp()
      },
      onPointerUp: (event: PointerEvent<HTMLElement>) => {
        lift()
        const current = pressOf(event)
        if (!current) return
        follow(event, current)
        if (!press.current) return
        end()
        event.currentTarget.focus(BY_POINTER)
        onDrop(event.clientX)
      },
      onPointerCancel: (event: PointerEvent<HTMLElement>) => {
        lift()
        if (pressOf(event)) giveUp()
      },
      onLostPointerCapture: (event: PointerEvent<HTMLElement>) => {
        if (pressOf(event)) giveUp()
      },
    },
  }
}
