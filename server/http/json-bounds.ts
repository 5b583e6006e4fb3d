import type { Refusal } from '#contract/refusals.ts'

/** No operation needs more than three levels. Thousands make parsers slow, and serializers run out of stack. */
const DEPTH = 32

/** The members of all objects together. A thousand services and a thousand skills have 3,000 members in 2,000 objects. */
const MEMBERS = 5000

/** Objects and arrays together. */
const CONTAINERS = 5000

/** The number of entries between commas. A bulk change has 100,000 agents at most. */
const ENTRIES = 120_000

const QUOTE = 0x22
const COMMA = 0x2c
const BACKSLASH = 0x5c
const COLON = 0x3a
const OPEN_BRACKET = 0x5b
const OPEN_BRACE = 0x7b
const CLOSE_BRACKET = 0x5d
const CLOSE_BRACE = 0x7d

/**
 * Returns why a JSON text is too costly to parse, undefined if it isn't. The text may be invalid.
 * Counting takes a fraction of the time that parsing does.
 */
export function excessOf(json: string): Refusal | undefined {
  let depth = 0
  let members = 0
  let containers = 0
  let entries = 0
  for (let i = 0; i < json.length; i++)
    switch (json.charCodeAt(i)) {
      case QUOTE:
        i = endOfText(json, i)
        break
      case COMMA:
        if (++entries > ENTRIES) return { reason: 'tooMuchJson', most: String(ENTRIES), what: 'entries' }
        break
      case COLON:
        if (++members > MEMBERS) return { reason: 'tooMuchJson', most: String(MEMBERS), what: 'members' }
        break
      case OPEN_BRACKET:
      case OPEN_BRACE:
        if (++depth > DEPTH) return { reason: 'tooDeep', most: String(DEPTH) }
        if (++containers > CONTAINERS)
          return { reason: 'tooMuchJson', most: String(CONTAINERS), what: 'objects and arrays' }
        break
      case CLOSE_BRACKET:
      case CLOSE_BRACE:
        depth--
        break
      default:
    }
  return undefined
}

/** Returns where the string ends that begins at `start`. */
function endOfText(json: string, start: number): number {
  for (let i = start + 1; i < json.length; i++) {
    const code = json.charCodeAt(i)
    if (code === QUOTE) return i
    if (code === BACKSLASH) i++
  }
  return json.length
}
