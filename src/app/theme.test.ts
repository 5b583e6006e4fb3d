import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const SHEETS = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.module.css'))

/** Declarations with a value that theme.css has a name for. */
const LITERALS = [
  /#[\da-f]{3,8}\b|\b(?:rgb|hsl|light-dark)\(/i,
  /border-radius: (?:[2-9]|\d\d+)px/,
  /font(?:-size)?: [^;/]*\b\d+px/,
  /(?<!line-)height: (?:26|34|36|40)px/,
]

it('names every color, text size, radius and height of a control by the theme', () => {
  expect(SHEETS.length).toBeGreaterThan(50)
  const found = SHEETS.flatMap((file) =>
    readFileSync(`src/${file}`, 'utf8')
      .split('\n')
      .filter((line) => LITERALS.some((literal) => literal.test(line)))
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(found).toEqual([])
})
