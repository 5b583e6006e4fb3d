import { beforeEach, expect, it, vi } from 'vitest'
import { ApiError } from '#contract/client.ts'
import { BURST } from '#contract/history.ts'
import { currentToasts, dismiss, notify } from '#src/components/toast.ts'
import { canTakeBack, forgetDeeds, notifyDone, takeBackLast } from './deeds.ts'

const SPANISH = { agent: 1, loginId: 'AGENT1', what: 'SPANISH' }
const GOLD = { ...SPANISH, what: 'GOLD' }
const OTHER = { ...SPANISH, agent: 2, loginId: 'AGENT2' }

const shown = () => currentToasts().map(({ heading, message }) => [heading, message].filter(Boolean).join(': '))
const undone = (words: string) => () => Promise.resolve(words)
const refused = (error: Error) => () => Promise.reject(error)
const settled = () => Promise.resolve()

beforeEach(() => {
  vi.useFakeTimers()
  forgetDeeds()
  return () => vi.useRealTimers()
})

it('tells changes to one agent as one message, as long as each follows within a minute', () => {
  notifyDone('SPANISH set to 1', undone('SPANISH set back to 3'), SPANISH)
  vi.advanceTimersByTime(BURST - 1)
  notifyDone('other', undone(''), OTHER)
  notifyDone('GOLD set to 2', undone('GOLD set back to 4'), GOLD)
  expect(shown()).toEqual(['2 changes to AGENT1: GOLD set to 2', 'other'])
  vi.advanceTimersByTime(BURST)
  notifyDone('GOLD set to 5', undone('GOLD set back to 2'), GOLD)
  expect(shown()).toEqual(['2 changes to AGENT1: GOLD set to 2', 'other', 'GOLD set to 5'])
})

it('takes back one change at a time, the newest first, and tells what is left', async () => {
  notifyDone('SPANISH set to 1', undone('SPANISH set back to 3'), SPANISH)
  notifyDone('GOLD set to 2', undone('GOLD set back to 4'), GOLD)
  await takeBackLast(settled)
  expect(shown()).toEqual(['SPANISH set to 1', 'GOLD set back to 4'])
  for (const { id } of currentToasts()) dismiss(id)
  await takeBackLast(settled)
  expect(shown()).toEqual(['SPANISH set back to 3'])
  expect(canTakeBack()).toBe(false)
})

const changedSince = (by: string) =>
  new ApiError('conflict', '', 409, 409, undefined, [
    { message: '', field: undefined, path: undefined, refusal: { reason: 'changedAgain', by } },
  ])

it('names the changes of a burst that others stand in the way of, once each', async () => {
  notifyDone('GOLD set to 2', undone('GOLD set back to 4'), GOLD)
  notifyDone('SPANISH set to 1', refused(changedSince('manager')), SPANISH)
  notifyDone('SPANISH set to 2', refused(changedSince('superuser')), SPANISH)
  currentToasts()[0]?.action?.run()
  await vi.waitFor(() =>
    expect(shown()).toEqual([
      '1 of 3 changes to AGENT1 undone: GOLD set back to 4. SPANISH not undone: superuser has changed it since',
    ]),
  )
})

it('keeps a change that the server could not be asked to take back', async () => {
  notifyDone('GOLD set to 2', refused(new ApiError('unreachable', 'Can’t reach the server.')), GOLD)
  await takeBackLast(settled)
  expect(shown()).toEqual(['Can’t reach the server.'])
  expect(canTakeBack()).toBe(true)
})

it('shows words that are said again once, and a message that was folded where it is seen', () => {
  for (const words of ['No', 'first', 'second', 'No', 'third']) notify(words, { tone: 'failed' })
  expect(shown()).toEqual(['first', 'second', 'No', 'third'])
  const [first] = currentToasts()
  notify('first, again', { id: first?.id ?? 0 })
  expect(shown()).toEqual(['second', 'No', 'third', 'first, again'])
})
