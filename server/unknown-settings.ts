import { VARIABLES } from '#server/config.ts'

// Hardly anybody else's begin like this.
const LIKE_OURS = /^(ADMIN|DATA|DATABASE|DEMO|METRICS|TRUST|TRUSTED)_/

/** Kubernetes names the services beside a container like this, and one of them may be called "database". */
const OF_SERVICES = /_SERVICE_|_PORT(_|$)/

/** How many letters a slip gets wrong. A shorter name is within that of other words. */
const SLIPS = 2
const SHORTEST = 7

/** What a process is given when it starts. */
export interface Given {
  variables: Readonly<Record<string, string | undefined>>
  arguments: readonly string[]
}

/** A sentence for each thing that seems meant for this server, and that it does not know. */
export const unknownAmong = (given: Given): string[] => [
  // Not repeated: one of them may be a password.
  ...(given.arguments.length
    ? ['Arguments are not used: settings are variables of the environment (see the README).']
    : []),
  ...unknownVariables(given.variables),
]

function unknownVariables(variables: Given['variables']): string[] {
  return Object.entries(variables)
    .filter(([name, value]) => value?.trim() && !VARIABLES.includes(name) && !OF_SERVICES.test(name))
    .flatMap(([name]) => {
      const meant = nearestTo(name)
      if (meant === undefined && !LIKE_OURS.test(name)) return []
      return `${name} is not used: there is no such variable${meant === undefined ? '' : `, but ${meant}`}.`
    })
}

/** Its letters alone, however its words are joined: `demo-data`, `DemoData`. */
const lettersOf = (name: string) => name.replace(/[^a-z]/gi, '').toUpperCase()

function nearestTo(name: string): string | undefined {
  const letters = lettersOf(name)
  return VARIABLES.find((known) => {
    const own = lettersOf(known)
    return own === letters || (own.length >= SHORTEST && distance(own, letters) <= SLIPS)
  })
}

/** How many letters are to be put in, left out or replaced to make one word of the other. */
function distance(one: string, other: string): number {
  // Between what of the one was looked at, and each beginning of the other.
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
