import { expect, it } from 'vitest'
import { refusalIn, REFUSALS, sentenceOf, type Refusal } from '#contract/refusals.ts'

const PARTS: Readonly<Record<string, string>> = {
  field: 'who.question',
  sentence: 'Password is too short',
  most: '32',
  rule: 'must be text',
}

// Every key of the table is a reason, and the names in its braces are its parts.
const samples = Object.entries(REFUSALS).map(([reason, template]) => ({
  reason,
  ...Object.fromEntries(
    Array.from(template.matchAll(/\{(\w+)\}/g), ([, name = '']) => [name, PARTS[name] ?? 'x; [y]']),
  ),
})) as Refusal[]

it.each(samples)('reads the sentence of $reason as what it was made of', (refusal) => {
  expect(refusalIn(sentenceOf(refusal))).toEqual(refusal)
})

it('reads no other sentence', () => {
  expect(refusalIn('Can’t reach the server.')).toBeUndefined()
  expect(refusalIn('Odd [thing]')).toBeUndefined()
})
