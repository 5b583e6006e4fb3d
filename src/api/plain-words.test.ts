import { describe, expect, test } from 'vitest'
import { AGENT_ADMINISTRATORS, giveRefusal, reachRefusal, refusal, USER_ADMINISTRATORS } from '#contract/access.ts'
import { bulkChangeOperations } from '#contract/bulk-changes.ts'
import { configurationOperations } from '#contract/configuration.ts'
import { dashboardOperations } from '#contract/dashboard.ts'
import {
  ADD_SERVICE_REFUSED,
  alreadyExists,
  describeIssues,
  faultsOf,
  invalidField,
  missingField,
  notFound,
} from '#contract/errors.ts'
import type { Operation } from '#contract/operation.ts'
import { ownAccountOperations } from '#contract/own-account.ts'
import { viewOperations } from '#contract/views.ts'
import { changedSince } from '#contract/history.ts'
import { LAST_SYSADMIN, NOT_BY_ONESELF, ONLY_BY_SYSADMIN, userOperations } from '#contract/users.ts'
import { inPlainWords, joinSentences } from './plain-words.ts'
import { coreWords } from './refusal-words.ts'

const manager = { role: 'Manager', powers: [] } as const
const own = new Set([1])

/** An object with the value in every field that a schema asks for. */
const everyField = (value: unknown): object =>
  new Proxy({}, { get: (_, key) => (typeof key === 'string' ? value : undefined), has: () => true })

describe('refusals in plain words', () => {
  test.each([
    [refusal(AGENT_ADMINISTRATORS, manager), 'You need the “Administer Agents” permission. Ask a superuser.'],
    [refusal(USER_ADMINISTRATORS, manager), 'This isn’t available to the role Manager.'],
    [giveRefusal(own, [17886]), 'You can’t assign service 17886.'],
    [giveRefusal(own, 'all'), 'You can’t assign all services.'],
    [reachRefusal(own, { allServices: true, services: [] }), 'This user can assign services that you can’t.'],
    [notFound('Agent', 7), 'Agent 7 doesn’t exist, or was deleted.'],
    [notFound('Agent skill', 7), 'Skill 7 doesn’t exist, or was deleted.'],
    [notFound('Service assignment', 7), 'The agent no longer has service 7.'],
    [notFound('Session', 'x'), 'This session has ended already.'],
    [alreadyExists('Agent', 'loginId', 'ASALONGA14'), '“ASALONGA14” is already taken.'],
    [changedSince('manager'), 'Can’t undo: manager has changed this since.'],
    [changedSince('נועה'), 'Can’t undo: \u2068נועה\u2069 has changed this since.'],
    [NOT_BY_ONESELF.password, 'Use “Change password” for your own account.'],
    [NOT_BY_ONESELF.role, 'Can’t change your own role: another Sysadmin or Superuser can.'],
    [ONLY_BY_SYSADMIN, 'Not allowed: only a Sysadmin can make a Sysadmin.'],
    [LAST_SYSADMIN, 'Can’t change the last active Sysadmin: make another one first.'],
    [ADD_SERVICE_REFUSED, 'Not an ACD service: can’t be assigned.'],
    [missingField('loginId'), 'Enter the login ID'],
    [invalidField('lastName', 'must not be empty'), 'Last name must not be empty'],
    [invalidField('assignedService.0.id', 'must be a whole number'), 'Services must be a whole number'],
    [invalidField('password', 'Password must contain at least 1 digit'), 'Password must contain at least 1 digit'],
    ['Internal error [the server failed]', 'Something went wrong on the server. Try again.'],
    [
      'Internal error [the server failed; look whether the change is there before you repeat it]',
      'Something went wrong on the server. Check whether this was done before you try again.',
    ],
    ['Database unavailable [try again in a moment]', 'The server can’t reach its database. Try again in a moment.'],
    ['Database full [nothing was changed; reading goes on]', 'The server’s disk is full. Nothing was changed.'],
    ['Body too large [128 kB at most]', 'This is too much to send at once: 128 kB at most.'],
    ['Not ready [the server is stopping]', 'The server isn’t ready. Try again in a moment.'],
    ['Too many attempts [try again in 30 seconds]', 'Too many attempts. Try again in 30 seconds.'],
    ['Cannot stop [it does not run]', 'This isn’t running any more.'],
    ['Can’t reach the server.', 'Can’t reach the server.'],
  ])('%s', (sentence = '', said) => {
    expect(inPlainWords(sentence, 'createAgent', coreWords)).toBe(said)
  })

  test('a sentence of no known form says what was not done', () => {
    expect(inPlainWords('Odd [thing]', 'createAgent', coreWords)).toBe('The agent wasn’t created.')
    expect(inPlainWords('Odd [thing]')).toBe('The server refused this.')
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
          .flatMap((issues) => faultsOf(describeIssues(issues)))
          .map(({ message }) => inPlainWords(message, name, coreWords)),
      ),
    )
    expect(said.length).toBeGreaterThan(100)
    for (const words of new Set(said)) {
      expect(words).not.toMatch(/[[\]]/)
      expect(words).not.toMatch(/\b[a-z]+[A-Z]\w*/)
    }
  })

  test('ends each of several sentences', () => {
    expect(joinSentences(['Enter the login ID', 'You can’t see client 4.'])).toBe(
      'Enter the login ID. You can’t see client 4.',
    )
    expect(joinSentences(['Enter the login ID'])).toBe('Enter the login ID')
  })
})
