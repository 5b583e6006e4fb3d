import { describe, expect, it } from 'vitest'
import type { BulkChangeItem, BulkChangeSummary } from '#contract/bulk-changes.ts'
import type { ReadableChange } from '#contract/planned-changes.ts'
import { plainText } from '#src/lib/phrase.ts'
import { bulkChangePhrase, itemPhrase, unchangedWords } from './bulk-change-words.ts'

const SPANISH = { id: 1, name: 'SPANISH' }
const CARDS = { id: 2, name: 'Card Activation' }

const CHANGES: ReadableChange[] = [
  { kind: 'set-level', agentSkill: SPANISH, level: 2 },
  { kind: 'add-service', service: CARDS },
  { kind: 'stronger', agentSkill: { id: 3, name: 'GOLD' } },
  { kind: 'unlock' },
  { kind: 'deactivate' },
]

const summary = (changes: ReadableChange[], more: Partial<BulkChangeSummary> = {}) =>
  ({ changes, agents: 1234, ...more }) as BulkChangeSummary

describe('a bulk change in words', () => {
  it.each([
    [1, 'Set SPANISH to 2 for 1,234 agents'],
    [2, 'Set SPANISH to 2 and add Card Activation for 1,234 agents'],
    [3, 'Set SPANISH to 2, add Card Activation and GOLD one level stronger for 1,234 agents'],
    [4, 'Set SPANISH to 2, add Card Activation and 2 more changes for 1,234 agents'],
    [5, 'Set SPANISH to 2, add Card Activation and 3 more changes for 1,234 agents'],
  ])('names up to three changes: %i', (count, words) => {
    expect(plainText(bulkChangePhrase(summary(CHANGES.slice(0, count))))).toBe(words)
  })

  it('says that it is an undo, or a retry', () => {
    const changes = CHANGES.slice(0, 1)
    expect(plainText(bulkChangePhrase(summary(changes, { undoes: 7 })))).toMatch(/^Undo: Set SPANISH to 2 /)
    expect(plainText(bulkChangePhrase(summary(changes, { retries: 7 })))).toMatch(/^Retry: Set SPANISH to 2 /)
  })
})

describe('an item in words', () => {
  const item = (given: Partial<BulkChangeItem>) => given as BulkChangeItem
  it.each<[Partial<BulkChangeItem>, string, string | undefined]>([
    [{ field: 'level', agentSkill: SPANISH, before: 3, after: 5 }, 'SPANISH 3 → 5', undefined],
    [{ field: 'level', agentSkill: SPANISH, after: 5 }, 'SPANISH none → 5', undefined],
    [{ field: 'level', agentSkill: SPANISH, before: 5 }, 'SPANISH 5 → none', undefined],
    [{ field: 'level', agentSkill: SPANISH, before: 2, after: 2 }, 'SPANISH 2', 'already 2'],
    [{ field: 'level', agentSkill: SPANISH }, 'SPANISH', 'doesn’t have it'],
    [{ field: 'service', service: CARDS, before: 0, after: 1 }, 'Add Card Activation', undefined],
    [{ field: 'service', service: CARDS, before: 1, after: 0 }, 'Remove Card Activation', undefined],
    [{ field: 'service', service: CARDS, before: 1, after: 1 }, 'Add Card Activation', 'already assigned'],
    [{ field: 'service', service: CARDS, before: 0, after: 0 }, 'Remove Card Activation', 'not assigned'],
    [{ field: 'active', before: 0, after: 1 }, 'Activate', undefined],
    [{ field: 'active', before: 0, after: 0 }, 'Deactivate', 'already inactive'],
    [{ field: 'locked', before: 1, after: 0 }, 'Unlock', undefined],
    [{ field: 'locked', before: 0, after: 0 }, 'Unlock', 'not locked'],
    [{ field: 'wrapUpTime', before: 5, after: 45 }, 'Wrap-up time 5 seconds → 45 seconds', undefined],
    [{ field: 'wrapUpTime', before: -1, after: -1 }, 'Wrap-up time Unlimited', 'already unlimited'],
  ])('%o', (given, words, unchanged) => {
    expect(plainText(itemPhrase(item(given)))).toBe(words)
    expect(given.before === given.after ? unchangedWords(item(given)) : undefined).toBe(unchanged)
  })
})
