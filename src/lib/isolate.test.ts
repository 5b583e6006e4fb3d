import { expect, it } from 'vitest'
import { isolate, partsOf } from './isolate.ts'

it.each(['עברית', 'العربية', 'SPANISH עברית 3', 'ދިވެހި', 'ߒߞߏ', '𞤀𞤣𞤤𞤢𞤥'])('isolates %s', (name) => {
  expect(isolate(name)).toBe(`\u2068${name}\u2069`)
  expect(partsOf(`${isolate(name)} 3 → 1`)).toEqual(['', name, ' 3 → 1'])
})

it.each(['SPANISH', 'Café Support', 'Ελληνικά', 'Русский', '日本語', 'हिन्दी', 'ไทย', '한국어', '👩‍💻'])(
  'leaves %s as it is',
  (name) => {
    expect(isolate(name)).toBe(name)
    expect(partsOf(name)).toEqual([name])
  },
)
