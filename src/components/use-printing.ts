import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** Tells whether the page is being printed: paper shows the parts that a window leaves out. */
export function usePrinting(): boolean {
  const [isPrinting, setIsPrinting] = useState(false)
  useEffect(() => {
    const abort = new AbortController()
    // The browser prints the page as it is at the end of its event.
    addEventListener('beforeprint', () => flushSync(() => setIsPrinting(true)), abort)
    addEventListener('afterprint', () => setIsPrinting(false), abort)
    return () => abort.abort()
  }, [])
  return isPrinting
}
