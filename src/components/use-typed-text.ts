import { useEffect, useRef, useState } from 'react'

/** In milliseconds: long enough to join the keys of a word, too short to be felt. */
const DEBOUNCE = 100

/**
 * The text of a field whose settled value lives elsewhere, in the page's address. What is typed is shown at once and sent on
 * when the keys rest; a value that changes by itself (the back button, a link) replaces the text, while an echo of what
 * was sent does not: more may have been typed since.
 *
 * The third of what it answers sends at once: for when the field is left, or a link that is followed meanwhile would be
 * overtaken by what was typed before.
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
