import { describe, expect, test } from 'vitest'
import { AGENT_ADMINISTRATORS, giveRefusal, reachRefusal, refusal, USER_ADMINISTRATORS } from '#contract/access.ts'
import { ADD_SERVICE_REFUSED, alreadyExists, invalidField, missingField, notFound } from '#contract/errors.ts'
import { changedSince } from '#contract/history.ts'
import { LAST_SYSADMIN, NOT_BY_ONESELF, ONLY_BY_SYSADMIN } from '#contract/users.ts'
import { inPlainWords, joinSentences } from './plain-words.ts'

const manager = { role: 'Manager', powers: [] } as const
const own = new Set([1])

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
    ['Not ready [the server is stopping]', 'Not ready: the server is stopping.'],
    ['The server cannot be reached.', 'The server cannot be reached.'],
  ])('%s', (sentence = '', said) => {
    expect(inPlainWords(sentence)).toBe(said)
  })

  test('ends each of several sentences', () => {
    expect(joinSentences(['Enter the login ID', 'You can’t see client 4.'])).toBe(
      'Enter the login ID. You can’t see client 4.',
    )
    expect(joinSentences(['Enter the login ID'])).toBe('Enter the login ID')
  })
})
