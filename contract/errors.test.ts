import { describe, expect, it } from 'vitest'
import { alreadyExists, faultsOf, invalidField, missingField } from '#contract/errors.ts'
import { messageOf, sentenceOf, type Refusal } from '#contract/refusals.ts'

describe('the faults in a message', () => {
  it('are told apart, each with its field', () => {
    const refusals: Refusal[] = [
      missingField('password'),
      invalidField('wrapUpTime', 'must be a whole number'),
      invalidField('assignedService.0.id', 'must be 1 or more'),
      { reason: 'notUtf8' },
      { reason: 'notOwnService', id: '5' },
    ]
    expect(faultsOf(messageOf(refusals))).toEqual(
      ['password', 'wrapUpTime', 'assignedService.0.id', 'body', undefined].map((path, i) => ({
        field: path?.split('.')[0],
        path,
        message: refusals[i] && sentenceOf(refusals[i]),
      })),
    )
  })

  it.each([
    ['Internal error [the server failed; look whether the change is there before you repeat it]', undefined],
    ['Can’t reach the server.', undefined],
    [sentenceOf(alreadyExists('Agent', 'loginId', 'A; B')), 'loginId'],
  ])('are one: %s', (message, field) => {
    expect(faultsOf(message)).toEqual([{ message, field, path: field }])
  })
})
