import { useEffect, useRef, useState } from 'react'

/** In milliseconds: long enough to join the keys of a word, too short to be felt. */
const DEBOUNCE = 100

/**
 * The text of a field whose settled value lives elsewhere, in the page's address. What is typed is shown at once and sent on
 * when the keys rest; a value that changes by itself (the back button, a link) replaces the text, while an echo of what
 * was sent does not: more may have been typed since.
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

  const type = (typed: string) => {
    setText(typed)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      setSent((earlier) => [...earlier, typed])
      send(typed)
    }, DEBOUNCE)
  }
  return [text, type] as const
}
