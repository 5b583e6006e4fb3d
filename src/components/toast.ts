import { observable } from '#src/lib/observable.ts'

export interface Toast {
  id: number
  /** What the message is part of: `3 changes to AGENT1`. */
  heading?: string | undefined
  message: string
  tone: 'done' | 'failed'
  action?: { label: string; run: () => void } | undefined
  /** Counts how often it was said anew, each time to be read for as long as the first. */
  said: number
}

type Words = Partial<Pick<Toast, 'heading' | 'tone' | 'action'>>

/** What is on screen, the newest last. */
const toasts = observable<readonly Toast[]>([])
export const currentToasts = toasts.get
export const onToasts = toasts.subscribe

let lastId = 0

export const newToastId = () => ++lastId

/** Says what was done, or what was refused and why, at the foot of the page. Words under the id of an earlier message replace it. */
export function notify(message: string, { id, ...options }: Words & { id?: number } = {}) {
  const tone = options.tone ?? 'done'
  const isSame = (toast: Toast) =>
    toast.id === id || (id === undefined && !toast.action && toast.message === message && toast.tone === tone)
  const earlier = toasts.get().find(isSame)
  const toast = { ...options, tone, message, id: id ?? earlier?.id ?? newToastId(), said: (earlier?.said ?? 0) + 1 }
  toasts.set([...toasts.get().filter((other) => other !== earlier), toast])
}

/** Says why something was not done. */
export const notifyRefused = (error: Error) => notify(error.message, { tone: 'failed' })

export const dismiss = (id: number) => toasts.set(toasts.get().filter((toast) => toast.id !== id))

export const dismissAll = () => toasts.set([])
