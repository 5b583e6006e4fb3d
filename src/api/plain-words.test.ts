import { describe, expect, test } from 'vitest'
import { AGENT_ADMINISTRATORS, giveRefusal, reachRefusal, refusal, USER_ADMINISTRATORS } from '#contract/access.ts'
import { bulkChangeOperations } from '#contract/bulk-change-operations.ts'
import { configurationOperations } from '#contract/configuration.ts'
import { dashboardOperations } from '#contract/dashboard.ts'
import { alreadyExists, describeIssues, invalidField, missingField, notFound } from '#contract/errors.ts'
import type { Operation } from '#contract/operation.ts'
import { ownAccountOperations } from '#contract/own-account.ts'
import { REFUSALS, sentenceOf, type Refusal } from '#contract/refusals.ts'
import { userOperations } from '#contract/users.ts'
import { viewOperations } from '#contract/views.ts'
import { whyNot } from './access-words.ts'
import { inPlainWords, readRefusal, sayRefusal } from './plain-words.ts'
import { coreWords } from './refusal-words.ts'

const manager = { role: 'Manager', powers: [] } as const
const own = new Set([1])

/** An object with the value in every field that a schema asks for. */
const everyField = (value: unknown): object =>
  new Proxy({}, { get: (_, key) => (typeof key === 'string' ? value : undefined), has: () => true })

describe('refusals in plain words', () => {
  test.each<[Refusal | undefined, string]>([
    [refusal(AGENT_ADMINISTRATORS, manager), 'You need the “Administer Agents” permission. Ask a superuser.'],
    [refusal(USER_ADMINISTRATORS, manager), 'This isn’t available to the role Manager.'],
    [giveRefusal(own, [17886]), 'You can’t assign service 17886.'],
    [giveRefusal(own, 'all'), 'You can’t assign all services.'],
    [reachRefusal(own, { allServices: true, services: [] }), 'This user can assign services that you can’t.'],
    [notFound('Agent', 7), 'Agent 7 doesn’t exist, or was deleted.'],
    [notFound('Agent skill', 7), 'Skill 7 doesn’t exist, or was deleted.'],
    [notFound('Service assignment', 7), 'The agent no longer has service 7.'],
    [notFound('Session', 'x'), 'This session has already ended.'],
    [alreadyExists('Agent', 'loginId', 'ASALONGA14'), '“ASALONGA14” is already taken.'],
    [{ reason: 'lacksSkill', skill: 'SPANISH' }, 'Doesn’t have SPANISH'],
    [
      { reason: 'differsFromPreviewBy', by: 'manager', before: '3', after: 'none' },
      'Changed since the preview by manager, 3 → none',
    ],
    [{ reason: 'authorSignInEnded', name: 'manager' }, 'manager can no longer sign in'],
    [{ reason: 'signInEnded' }, 'You can no longer sign in.'],
    [{ reason: 'changedAgain', by: 'manager' }, 'Can’t undo: manager has changed this since.'],
    [{ reason: 'changedAgain', by: 'נועה' }, 'Can’t undo: \u2068נועה\u2069 has changed this since.'],
    [missingField('loginId'), 'Enter the login ID'],
    [invalidField('lastName', 'must not be empty'), 'Last name must not be empty'],
    [invalidField('assignedService.0.id', 'must be a whole number'), 'Services must be a whole number'],
    [invalidField('password', 'Password must contain at least 1 digit'), 'Password must contain at least 1 digit'],
    [{ reason: 'notAnOption', field: 'proficiency', detail: 'input' }, 'Check the level'],
    [{ reason: 'tooManySignIns', seconds: '30' }, 'Too many failed sign-ins. Try again in 30 seconds.'],
    [{ reason: 'tooManySignIns', seconds: '290' }, 'Too many failed sign-ins. Try again in 5 minutes.'],
    [{ reason: 'invalidRequest', detail: 'odd' }, 'The agent wasn’t created.'],
  ])('%j', (refused, said) => {
    const sentence = refused ? sentenceOf(refused) : ''
    expect(readRefusal(sentence, 'createAgent', coreWords)).toEqual({ message: said, refusal: refused })
  })

  test('the words that need no table are those of the table', () => {
    const refused = refusal(AGENT_ADMINISTRATORS, manager)
    expect(whyNot(refused)).toBe(refused && sayRefusal(refused))
    expect(whyNot(undefined)).toBeUndefined()
  })

  test('a sentence of no known form says what was not done', () => {
    expect(readRefusal('Odd [thing]', 'createAgent', coreWords).message).toBe('The agent wasn’t created.')
    expect(inPlainWords('Odd [thing]')).toBe('The server refused this.')
    expect(inPlainWords('Can’t reach the server.')).toBe('Can’t reach the server.')
  })

  test.each(
    Object.entries(REFUSALS).map(([reason, template]) => {
      const parts = Array.from(template.matchAll(/\{(\w+)\}/g), ([, name = '']) => [
        name,
        name === 'sentence' ? 'Password is too short' : '7',
      ])
      // A key of the table is a reason, and the names in its braces are its parts.
      return { reason, ...Object.fromEntries(parts) } as Refusal
    }),
  )('$reason has a sentence for people', (refused) => {
    for (const operation of ['createAgent', ''])
      expect(sayRefusal(refused, operation, coreWords)).toMatch(/^[A-Z“7][^[\]{}"'`]+$/)
  })

  test('no bracket and no name of a field is left of what any operation can refuse', () => {
    const operations: [string, Operation][] = [
      configurationOperations,
      dashboardOperations,
      userOperations,
      ownAccountOperations,
      viewOperations,
      bulkChangeOperations,
    ].flatMap((table) => Object.entries<Operation>(table))
    const said = operations.flatMap(([name, { params, query, body }]) =>
      [params, query, body].flatMap((schema) =>
        [
          {},
          [],
          undefined,
          everyField(''),
          everyField(-5),
          everyField('x'.repeat(5000)),
          everyField([{}]),
          everyField(null),
        ]
          .map((value) => schema?.safeParse(value).error?.issues ?? [])
          .flatMap((issues) => describeIssues(issues))
          .map((refused) => readRefusal(sentenceOf(refused), name, coreWords).message),
      ),
    )
    expect(said.length).toBeGreaterThan(100)
    for (const words of new Set(said)) {
      expect(words).not.toMatch(/[[\]]/)
      expect(words).not.toMatch(/\b[a-z]+[A-Z]\w*/)
    }
  })
})
