import { expect, it } from 'vitest'
import { serverNow } from '#src/lib/server-clock.ts'
import { overwrittenWords } from './overwritten-words.ts'

const by = { by: 'superuser', at: serverNow() - 125_000 }

it.each([
  [{ was: 1, set: by }, 'superuser had set it to 1, 2 min ago'],
  [{ was: undefined, set: by }, 'superuser had removed it, 2 min ago'],
  [{ was: 1, set: undefined }, 'it was 1'],
])('names what was overwritten, and who had set it: %o', (overwritten, words) => {
  expect(overwrittenWords([{ field: 'proficiency', ...overwritten }], () => 'it', String)).toBe(words)
})

it('says nothing where what was shown was overwritten', () => {
  expect(overwrittenWords([], () => 'it', String)).toBeUndefined()
})
