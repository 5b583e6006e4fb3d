import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** Whether the page is being printed: paper shows what a window leaves out. */
export function usePrinting(): boolean {
  const [isPrinting, setIsPrinting] = useState(false)
  useEffect(() => {
    const abort = new AbortController()
    // The browser prints what is there when its event is over.
    addEventListener('beforeprint', () => flushSync(() => setIsPrinting(true)), abort)
    addEventListener('afterprint', () => setIsPrinting(false), abort)
    return () => abort.abort()
  }, [])
  return isPrinting
}
