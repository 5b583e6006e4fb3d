import { VARIABLES } from '#server/config.ts'

// Other programs hardly use these prefixes.
const LIKE_OURS = /^(ADMIN|DATA|DATABASE|DEMO|METRICS|TRUST|TRUSTED)_/

/** Kubernetes sets such variables for every service, and one may be called "database". */
const OF_SERVICES = /_SERVICE_|_PORT(_|$)/

/** The wrong letters that a typo has at most. Names below the length would match ordinary words. */
const SLIPS = 2
const SHORTEST = 7

/** The settings that a process starts with. */
export interface Given {
  variables: Readonly<Record<string, string | undefined>>
  arguments: readonly string[]
}

/** Returns a sentence for each setting that seems meant for this server but is unknown to it. */
export const unknownAmong = (given: Given): string[] => [
  // The sentence does not repeat them: one may be a password.
  ...(given.arguments.length
    ? ['Arguments are ignored: the server reads its settings from the environment (see the README).']
    : []),
  ...unknownVariables(given.variables),
]

function unknownVariables(variables: Given['variables']): string[] {
  return Object.entries(variables)
    .filter(([name, value]) => value?.trim() && !VARIABLES.includes(name) && !OF_SERVICES.test(name))
    .flatMap(([name]) => {
      const meant = nearestTo(name)
      if (meant === undefined && !LIKE_OURS.test(name)) return []
      return `${name} is ignored: there is no such setting.${meant === undefined ? '' : ` Did you mean ${meant}?`}`
    })
}

/** Strips case and separators: `demo-data` and `DemoData` are alike. */
const lettersOf = (name: string) => name.replace(/[^a-z]/gi, '').toUpperCase()

function nearestTo(name: string): string | undefined {
  const letters = lettersOf(name)
  return VARIABLES.find((known) => {
    const own = lettersOf(known)
    return own === letters || (own.length >= SHORTEST && distance(own, letters) <= SLIPS)
  })
}

/** The Levenshtein distance: inserted, deleted and replaced letters. */
function distance(one: string, other: string): number {
  // Distances from the letters of `one` so far to each prefix of `other`.
  let row = Array.from({ length: other.length + 1 }, (_, end) => end)
  for (let i = 0; i < one.length; i++) {
    const next = [i + 1]
    for (let j = 0; j < other.length; j++) {
      const replaced = (row[j] ?? 0) + (one[i] === other[j] ? 0 : 1)
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, replaced))
    }
    row = next
  }
  return row[other.length] ?? 0
}
