import { expect, it } from 'vitest'
import { formatPhone } from './format-phone.ts'

it('writes ten digits as people read them', () => {
  expect(formatPhone('2025550137')).toBe('(202) 555-0137')
})

it.each(['0137', '12025550137', '+442079460123', '202-555-0137', '(202) 555-0137', '202555013x', ''])(
  'leaves “%s” as it is',
  (phone) => {
    expect(formatPhone(phone)).toBe(phone)
  },
)
