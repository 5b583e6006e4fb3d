import { chosenClient } from '#src/api/client-choice.ts'
import { userOfPage } from '#src/api/page-user.ts'

interface Kept<Value> {
  /** The user and the client whose it is. */
  owner: string
  value: Value
}

const ownerOfPage = () => `${userOfPage() ?? ''} ${chosenClient() ?? ''}`

/** Keeps the last few values of a kind by name, per tab and user. They outlive a reload where the browser keeps anything. */
export function keptPerTab<Value>(kind: string, most: number) {
  const inMemory = new Map<string, Kept<Value>>()
  const names = (): string[] => JSON.parse(sessionStorage.getItem(kind) ?? '[]')

  function store(name: string, kept: Kept<Value>) {
    const all = [...names().filter((each) => each !== name), name]
    for (const old of all.slice(0, -most)) sessionStorage.removeItem(`${kind}:${old}`)
    sessionStorage.setItem(kind, JSON.stringify(all.slice(-most)))
    sessionStorage.setItem(`${kind}:${name}`, JSON.stringify(kept))
  }

  function stored(name: string): Kept<Value> | undefined {
    try {
      // Written by `store` alone.
      return JSON.parse(sessionStorage.getItem(`${kind}:${name}`) ?? 'null') ?? undefined
    } catch {
      return undefined
    }
  }

  return {
    keep(name: string, value: Value): void {
      const kept = { owner: ownerOfPage(), value }
      inMemory.set(name, kept)
      try {
        store(name, kept)
      } catch {
        // Without room in the browser, kept until the page is left.
      }
    },
    read(name: string): Value | undefined {
      const kept = inMemory.get(name) ?? stored(name)
      return kept?.owner === ownerOfPage() ? kept.value : undefined
    },
  }
}
