import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const NAME = String.raw`\{[\w.?]*\b(?:name|loginId|userName|displayName|firstName|lastName|serviceName|skillName|callCenter)\}`

/** A name as the text of an element other than `<bdi>`. */
const BARE = new RegExp(String.raw`<\w[^<>]*>\s*${NAME}`, 'g')

/** A name within words, outside of an element of its own. */
const AMONG_WORDS = new RegExp(String.raw`^ +(?:${NAME}|[\w“(][^<>=]*[ “(]${NAME}).*$`, 'gm')

/** A name in an accessible name that does not go through `isolate`. */
const LABELED = new RegExp(String.raw`(?:aria-label|title|label)=\{\x60[^\x60]*\$${NAME}`, 'g')

/** The names of facts and of groups of commands are ours. */
const OURS = ['components/FactList.tsx', 'features/command-palette/CommandPalette.tsx']

it('isolates every name of a person or a thing from the words around it', () => {
  const folder = new URL('.', import.meta.url)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.tsx') && !OURS.includes(file),
  )
  expect(files.length).toBeGreaterThan(100)
  const found = files.flatMap((file) => {
    // An `<option>` holds text alone.
    const text = readFileSync(new URL(file, folder), 'utf8').replaceAll(/<(bdi|option)\b[^<>]*>[^<]*<\/\1>/g, '')
    return [BARE, AMONG_WORDS, LABELED].flatMap((pattern) =>
      [...text.matchAll(pattern)].map(([match]) => `${file}: ${match.replaceAll(/\s+/g, ' ')}`),
    )
  })
  expect(found).toEqual([])
})
