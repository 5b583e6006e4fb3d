import { useEffect, useRef, useState } from 'react'

/** In milliseconds: long enough to join the keys of a word, too short to be felt. */
const DEBOUNCE = 100

/**
 * Keeps the text of a field whose settled value lives in the page's address. Shows each key at once, and sends the text when the
 * typing pauses. A value that changes by itself (the back button, a link) replaces the text; the echo of a sent text doesn't,
 * since more may have been typed.
 *
 * Returns `[text, type, sendNow]`. Call `sendNow` on blur, before a followed link overtakes the text.
 */
export function useTypedText(value: string, send: (text: string) => void) {
  const [text, setText] = useState(value)
  const [seen, setSeen] = useState(value)
  const [sent, setSent] = useState<readonly string[]>([])
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  if (value !== seen) {
    setSeen(value)
    if (value === sent.at(-1)) setSent([])
    else if (!sent.includes(value)) {
      setText(value)
      setSent([])
    }
  }

  const waiting = useRef<string>(undefined)
  const sendOn = () => {
    clearTimeout(timer.current)
    const typed = waiting.current
    if (typed === undefined) return
    waiting.current = undefined
    setSent((earlier) => [...earlier, typed])
    send(typed)
  }
  const type = (typed: string) => {
    setText(typed)
    clearTimeout(timer.current)
    waiting.current = typed
    timer.current = setTimeout(sendOn, DEBOUNCE)
  }
  return [text, type, sendOn] as const
}
