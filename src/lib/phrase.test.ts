import { expect, it } from 'vitest'
import { isolatedText, plainText } from './phrase.ts'

it('isolates names with right-to-left letters alone, and none in plain text', () => {
  expect(isolatedText(['Set ', { name: 'SPANISH' }, ' to 2'])).toBe('Set SPANISH to 2')
  expect(isolatedText(['Set ', { name: 'עברית' }, ' to 2'])).toBe('Set \u2068עברית\u2069 to 2')
  expect(plainText(['Set ', { name: 'עברית' }, ' to 2'])).toBe('Set עברית to 2')
})
