import { ApiError } from '#contract/client.ts'
import { BURST } from '#contract/history.ts'
import { whyLeft } from '#src/api/undo.ts'
import { currentToasts, dismiss, dismissAll, newToastId, notify, notifyRefused } from '#src/components/toast.ts'
import { isolate } from '#src/lib/isolate.ts'

/** Takes a change back. Resolves with words for the result, or with undefined where the page that it opens shows it. */
type Undo = () => Promise<string | undefined>

/** The agent, and the part of them that was changed. */
interface Subject {
  agent: number
  loginId: string
  /** `SPANISH`, `17885 Card Activation`, `details`. */
  what: string
}

interface Deed {
  words: string
  /** The value that it overwrote, learned later. */
  note?: string | undefined
  undo: Undo
  subject: Subject | undefined
  /** The id of the message that tells it, together with the other changes of its burst. */
  toast: number
  at: number
}

/** The changes that this tab can take back, the newest last. */
let deeds: readonly Deed[] = []

const toldIn = (toast: number) => deeds.filter((deed) => deed.toast === toast)

/**
 * Announces a change, and offers to take it back. Changes to one agent within a minute share one message. Returns a function that
 * adds words to the message.
 */
export function notifyDone(words: string, undo: Undo | undefined, subject?: Subject) {
  if (!undo) {
    notify(words)
    return () => undefined
  }
  const at = Date.now()
  const burst = subject && deeds.findLast((deed) => deed.subject?.agent === subject.agent && at - deed.at < BURST)
  const toast = burst?.toast ?? newToastId()
  const deed: Deed = { words, undo, subject, toast, at }
  deeds = [...deeds, deed]
  tell(toast)
  return (note: string | undefined) => {
    deed.note = note
    if (note !== undefined && deeds.includes(deed) && isToldNow(toast)) tell(toast)
  }
}

/** Remembers a change for Ctrl/⌘-Z where the page itself announces it. */
export function noteDeed(undo: Undo) {
  deeds = [...deeds, { words: '', undo, subject: undefined, toast: newToastId(), at: Date.now() }]
}

/** Forgets the messages and their offers: another user, or another client, must not take these changes back. */
export function forgetDeeds() {
  deeds = []
  dismissAll()
}

export const canTakeBack = () => deeds.length > 0

let queue: Promise<void> = Promise.resolve()

/** Takes back this tab's newest change, once the writes on their way are done (`written`). */
export function takeBackLast(written: () => Promise<void>): Promise<void> {
  queue = queue.then(written).then(takeBackNewest)
  return queue
}

function takeBackNewest() {
  const last = deeds.at(-1)
  if (!last) return undefined
  deeds = deeds.filter((deed) => deed !== last)
  const isAlone = toldIn(last.toast).length === 0
  if (isAlone) dismiss(last.toast)
  else if (isToldNow(last.toast)) tell(last.toast)
  return takeBackOne(last, isAlone ? last.toast : newToastId())
}

const isToldNow = (toast: number) => currentToasts().some(({ id }) => id === toast)

function tell(toast: number) {
  const burst = toldIn(toast)
  const last = burst.at(-1)
  if (!last) return
  const told = burst.filter((deed) => deed === last || deed.note !== undefined)
  notify(told.flatMap(({ words, note }) => [words, ...(note === undefined ? [] : [note])]).join('. '), {
    id: toast,
    heading: burst.length > 1 ? `${countInWords(burst.length)} to ${isolate(last.subject?.loginId ?? '')}` : undefined,
    action: { label: 'Undo', run: () => void takeBack(toast) },
  })
}

const countInWords = (changes: number) => `${changes} ${changes === 1 ? 'change' : 'changes'}`

async function takeBack(toast: number) {
  const burst = toldIn(toast).toReversed()
  deeds = deeds.filter((deed) => deed.toast !== toast)
  dismiss(toast)
  const [first] = burst
  if (!first) return
  if (burst.length === 1) return takeBackOne(first, toast)
  const now = new Map<string | undefined, string | undefined>()
  const left = new Map<string | undefined, string>()
  let done = 0
  for (const { undo, subject } of burst) {
    try {
      // Of several changes to one thing the oldest is taken back last, and its value stands.
      now.set(subject?.what, await undo())
      done++
    } catch (error) {
      // An obstacle to undoing the newest change of a thing is one for the older changes, too.
      if (!left.has(subject?.what)) left.set(subject?.what, whyLeft(error as Error))
    }
  }
  const all = `${countInWords(burst.length)} to ${isolate(first.subject?.loginId ?? '')}`
  if (left.size === 0) return notify(inList([...now.values()]), { id: toast, heading: `${all} undone` })
  const names = [...left].map(([what, reason]) => `${what} not undone: ${reason}`)
  notify([...now.values(), ...names].join('. '), {
    id: toast,
    heading: `${done} of ${all} undone`,
    tone: 'failed',
  })
}

async function takeBackOne(deed: Deed, toast: number) {
  try {
    const words = await deed.undo()
    if (words !== undefined) notify(words, { id: toast })
  } catch (error) {
    // Nothing was done: it can be tried again.
    if (error instanceof ApiError && error.kind === 'unreachable')
      deeds = [...deeds, deed].toSorted((a, b) => a.at - b.at)
    notifyRefused(error as Error)
  }
}

const NAMED = 3

function inList(words: readonly (string | undefined)[]) {
  const more = words.length - NAMED
  return [...words.slice(0, NAMED), ...(more > 0 ? [`and ${more} more`] : [])].join(', ')
}
