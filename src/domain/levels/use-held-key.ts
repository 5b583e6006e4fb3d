import { useEffect, useEffectEvent, useRef, type KeyboardEvent } from 'react'
import { levelByKey } from './slider-levels.ts'

interface HeldKeyProps {
  level: number
  /** Keys set nothing. */
  isOff: boolean
  /** Called with undefined when the change was given up. */
  onMove: (level: number | undefined) => void
  onSet: (level: number) => void
}

/**
 * Sets a level by the keys of a slider. A held key makes one change, on release; each further press makes another. No timer
 * decides when a level is saved. When the focus or the slider goes away while a key is held, the change is made at once: the
 * level was shown, and no release will come. Escape drops it.
 */
export function useHeldKey({ level, isOff, onMove, onSet }: HeldKeyProps) {
  const held = useRef<{ code: string; level: number }>(undefined)

  const letGo = () => {
    const last = held.current
    held.current = undefined
    if (last) onSet(last.level)
  }
  const onGone = useEffectEvent(letGo)
  useEffect(() => () => onGone(), [])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && held.current) {
      event.stopPropagation()
      held.current = undefined
      return onMove(undefined)
    }
    const to = levelByKey(event.key, held.current?.level ?? level)
    // Enter sends the form that the slider is in, with the level that is shown.
    if (event.key === 'Enter') return letGo()
    if (to === undefined) return
    const isShortcut = event.ctrlKey || event.metaKey || event.altKey
    // Ctrl+1 is another tab.
    if (isShortcut && event.key === String(to)) return
    // The browser's own slider would move, even by Alt with an arrow.
    event.preventDefault()
    if (isOff || isShortcut) return
    held.current = { code: event.code, level: to }
    onMove(to)
  }

  const onKeyUp = ({ code, key }: KeyboardEvent) => {
    // A Mac does not tell which keys are let go while ⌘ is down.
    if (code === held.current?.code || key === 'Meta') letGo()
  }

  return { letGo, handlers: { onKeyDown, onKeyUp, onBlur: letGo } }
}
