export interface Toast {
  id: number
  message: string
  tone: 'done' | 'failed'
  action?: { label: string; run: () => void }
}

let current: Toast | undefined
let lastId = 0
const listeners = new Set<() => void>()

function show(toast: Toast | undefined) {
  current = toast
  for (const listener of listeners) listener()
}

/** Says what was done, or what was refused and why, at the foot of the page. The newest word replaces the one before. */
export function notify(message: string, options: Partial<Pick<Toast, 'tone' | 'action'>> = {}) {
  show({ tone: 'done', ...options, id: ++lastId, message })
}

/** Says why something was not done. */
export const notifyRefused = (error: Error) => notify(error.message, { tone: 'failed' })

/** Says what was done, and offers to take it back. `undo` resolves with the words for what is true then. */
export const notifyDone = (words: string, undo: (() => Promise<string>) | undefined) =>
  notify(
    words,
    undo && { action: { label: 'Undo', run: () => void undo().then((then) => notify(then), notifyRefused) } },
  )

export const dismiss = () => show(undefined)

export const currentToast = () => current

export function onToast(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
