import { observable } from '#src/lib/observable.ts'

export interface Toast {
  id: number
  /** The heading of the messages it belongs to: `3 changes to AGENT1`. */
  heading?: string | undefined
  message: string
  tone: 'done' | 'failed'
  action?: { label: string; run: () => void } | undefined
  /** Counts repetitions; each restarts the time for reading. */
  said: number
}

type Words = Partial<Pick<Toast, 'heading' | 'tone' | 'action'>>

/** The messages on screen, the newest last. */
const toasts = observable<readonly Toast[]>([])
export const currentToasts = toasts.get
export const onToasts = toasts.subscribe

let lastId = 0

export const newToastId = () => ++lastId

/** The messages that are seen; the ones before are folded. */
export const SEEN = 3

/** Shows a message at the foot of the page. A message with the id of an earlier one replaces it. */
export function notify(message: string, { id, ...options }: Words & { id?: number } = {}) {
  const tone = options.tone ?? 'done'
  const before = toasts.get()
  const earlier = before.find((toast) => toast.id === id)
  const toast = { ...options, tone, message, id: id ?? newToastId(), said: (earlier?.said ?? 0) + 1 }
  // The focus in a visible message stays there.
  if (earlier && before.slice(-SEEN).includes(earlier))
    return toasts.set(before.map((other) => (other === earlier ? toast : other)))
  // The same words again stay one message, which is spoken again.
  const isRepeated = (other: Toast) =>
    id === undefined && !other.action && other.message === message && other.tone === tone
  toasts.set([...before.filter((other) => other !== earlier && !isRepeated(other)), toast])
}

/** Says why something was not done. */
export const notifyRefused = (error: Error) => notify(error.message, { tone: 'failed' })

export const dismiss = (id: number) => toasts.set(toasts.get().filter((toast) => toast.id !== id))

export const dismissAll = () => toasts.set([])
