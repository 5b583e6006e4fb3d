import { describe, expect, it } from 'vitest'
import {
  codePointOf,
  hiddenCharactersIn,
  showsSomething,
  withoutHiddenCharacters,
} from '#contract/hidden-characters.ts'

describe('a hidden character', () => {
  it.each([
    ['A\nB', 'U+000A'],
    ['A\rB', 'U+000D'],
    ['A\tB', 'U+0009'],
    ['A\u0085B', 'U+0085'],
    ['A\u2028B', 'U+2028'],
    ['A\u200B', 'U+200B'],
    ['\uFEFFA', 'U+FEFF'],
    ['\u202EA', 'U+202E'],
    ['A\u2066B', 'U+2066'],
    ['A\u200FB', 'U+200F'],
    ['A\u061CB', 'U+061C'],
    ['A\u00ADB', 'U+00AD'],
    ['A\u2060B', 'U+2060'],
    ['A\u3164', 'U+3164'],
    ['A\u034FB', 'U+034F'],
    // Joiners that join nothing.
    ['A\u200D', 'U+200D'],
    ['\u200CA', 'U+200C'],
    ['1\u200D2', 'U+200D'],
    // A variant of nothing, and a second choice.
    ['\uFE0FA', 'U+FE0F'],
    ['A \uFE0F', 'U+FE0F'],
    // Tags that belong to no flag.
    ['A\u{E0041}', 'U+E0041'],
  ])('of %j is %s', (text, codePoint) => {
    expect(hiddenCharactersIn(text).map(codePointOf)).toEqual([codePoint])
  })

  it.each([
    'Ann Example',
    'José\u00A0Fernández',
    'عربي',
    // A joiner's work: Persian, Hindi, Malayalam.
    'می\u200Cخواهم',
    'क\u094D\u200Dष',
    'ന്\u200D\u0D31',
    '👩\u200D💻 line',
    '👩🏽\u200D🚀',
    '❤\uFE0F\u200D🔥',
    '☎\uFE0F',
    '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}',
    // An ideographic variant.
    '葛\u{E0100}城',
  ])('is none in %j', (text) => {
    expect(hiddenCharactersIn(text)).toEqual([])
    expect(withoutHiddenCharacters(text)).toBe(text)
  })

  it('is dropped from what is searched, wherever it stands', () => {
    expect(withoutHiddenCharacters('\u202AFLD\u200BPCT\u202C')).toBe('FLDPCT')
  })
})

it.each(['', ' ', '\u00A0', '\u200B\u200B', '\u3164', '\u2800', '\u0301', '\u2003\u200D'])(
  '%j shows nothing',
  (text) => {
    expect(showsSomething(text)).toBe(false)
  },
)

it.each(['a', '-', '👍', 'ก', '·'])('%j shows something', (text) => {
  expect(showsSomething(text)).toBe(true)
})
