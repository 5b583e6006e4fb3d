import { expect, it } from 'vitest'
import { newBulkChange } from '#contract/bulk-changes.ts'
import { describeIssues } from '#contract/errors.ts'
import type { PlannedChange } from '#contract/planned-changes.ts'
import { messageOf } from '#contract/refusals.ts'

const SPANISH = 1
const GOLD = 2

/** Returns the refusal of a draft of these changes. */
function refusalOf(...changes: PlannedChange[]): string | undefined {
  const { error } = newBulkChange.safeParse({ who: { agents: [1] }, changes })
  return error && messageOf(describeIssues(error.issues))
}

it('takes changes of different things together', () => {
  expect(
    refusalOf(
      { kind: 'set-level', agentSkill: SPANISH, level: 2 },
      { kind: 'weaker', agentSkill: GOLD },
      { kind: 'add-service', service: SPANISH },
      { kind: 'unlock' },
      { kind: 'activate' },
      { kind: 'set-wrap-up-time', wrapUpTime: 30 },
    ),
  ).toBeUndefined()
  expect(refusalOf({ kind: 'copy-skills', agent: 1, exactly: false }, { kind: 'unlock' })).toBeUndefined()
})

it.each<[string, PlannedChange[]]>([
  [
    'Invalid changes.1.agentSkill [Another change is already about this skill]',
    [
      { kind: 'give-skill', agentSkill: SPANISH, level: 2 },
      { kind: 'remove-skill', agentSkill: SPANISH },
    ],
  ],
  [
    'Invalid changes.1.service [Another change is already about this service]',
    [
      { kind: 'add-service', service: 7 },
      { kind: 'remove-service', service: 7 },
    ],
  ],
  ['Invalid changes.1.kind [This conflicts with another change]', [{ kind: 'activate' }, { kind: 'deactivate' }]],
  [
    'Invalid changes.1.kind [Copying skills can’t be combined with other changes to skills]',
    [
      { kind: 'stronger', agentSkill: SPANISH },
      { kind: 'copy-skills', agent: 1, exactly: true },
    ],
  ],
  [
    'Invalid changes.1.kind [Copying skills can’t be combined with other changes to skills]',
    [
      { kind: 'copy-skills', agent: 1, exactly: false },
      { kind: 'stronger', agentSkill: SPANISH },
    ],
  ],
])('answers "%s"', (sentence, changes) => expect(refusalOf(...changes)).toBe(sentence))

it.each<[string, unknown]>([
  ['Invalid changes [Add at least one change]', { who: { agents: [1] }, changes: [] }],
  ['Invalid who.agents [Choose at least one agent]', { who: { agents: [] }, changes: [{ kind: 'unlock' }] }],
  ['Invalid who [Choose at least one agent]', { who: {}, changes: [{ kind: 'unlock' }] }],
  ['Invalid who.pasted [Paste at least one login ID]', { who: { pasted: ' \n ' }, changes: [{ kind: 'unlock' }] }],
  [
    'Invalid who.pasted [Paste at most 100,000 login IDs at once]',
    { who: { pasted: 'A\n'.repeat(100_001) }, changes: [{ kind: 'unlock' }] },
  ],
  [
    'Invalid who.question.lastLogin [who.question.lastLogin must be never, over-30 or within-7 (days)]',
    { who: { question: { lastLogin: 'gone' } }, changes: [{ kind: 'unlock' }] },
  ],
])('answers "%s" to who and changes that cannot be', (sentence, body) => {
  const { error } = newBulkChange.safeParse(body)
  expect(error && messageOf(describeIssues(error.issues))).toBe(sentence)
})
