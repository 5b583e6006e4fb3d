import { describe, expect, it } from 'vitest'
import {
  alreadyExists,
  faultsOf,
  invalidField,
  joinFaults,
  missingField,
  noServicePermission,
} from '#contract/errors.ts'

describe('the faults in a message', () => {
  it('are told apart, each with its field', () => {
    const sentences = [
      missingField('password'),
      invalidField('wrapUpTime', 'must be a whole number'),
      invalidField('assignedService.0.id', 'must be 1 or more'),
      'Invalid body [it is not UTF-8]',
      noServicePermission(5),
    ]
    expect(faultsOf(joinFaults(sentences))).toEqual(
      ['password', 'wrapUpTime', 'assignedService.0.id', 'body', undefined].map((path, i) => ({
        field: path?.split('.')[0],
        path,
        message: sentences[i],
      })),
    )
  })

  it.each([
    ['Internal error [the server failed; look whether the change is there before you repeat it]', undefined],
    ['Can’t reach the server.', undefined],
    [alreadyExists('Agent', 'loginId', 'A; B'), 'loginId'],
  ])('are one: %s', (message, field) => {
    expect(faultsOf(message)).toEqual([{ message, field, path: field }])
  })
})
