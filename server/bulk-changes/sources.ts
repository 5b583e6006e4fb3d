import { MOST_AGENTS } from '#contract/bulk-change-agents.ts'
import { questionOf, type Chosen } from '#server/bulk-changes/chosen.ts'
import type { Directory } from '#server/directory/directory.ts'
import { invalid } from '#server/operations/api-failure.ts'
import type { Identity } from '#server/operations/context.ts'

/** Some of the agents that were chosen. */
interface Agents {
  ids: readonly number[]
  /** Login IDs that no agent has. */
  unknown: readonly string[]
}

interface Choice {
  client: number
  chosen: Chosen
  list: readonly (number | string)[]
}

/** The agents of a question read at once. Each page looks for the shortest way to them again, so small pages cost more. */
const READ_AT_ONCE = 5000

/** Yields the agents of a choice, `atOnce` at a time, so that a larger plan takes no more memory. */
export async function* agentsOf(
  directory: Directory,
  identity: Identity,
  { client, chosen, list }: Choice,
  atOnce: number,
): AsyncGenerator<Agents> {
  if (chosen.by === 'question') yield* matching(directory, identity, { client, chosen, list }, atOnce)
  else
    for (let from = 0; from < list.length; from += atOnce) {
      const part = list.slice(from, from + atOnce)
      if (chosen.by === 'agents') yield { ids: part.map(Number), unknown: [] }
      else yield named(await directory.agentsNamed(client, part.map(String)), part.map(String))
    }
}

function named(found: readonly { id: number; loginId: string }[], loginIds: readonly string[]): Agents {
  const known = new Set(found.map(({ loginId }) => loginId))
  return { ids: found.map(({ id }) => id), unknown: loginIds.filter((loginId) => !known.has(loginId)) }
}

async function* matching(
  directory: Directory,
  identity: Identity,
  { client, chosen, list }: Choice,
  atOnce: number,
): AsyncGenerator<Agents> {
  const question = questionOf(chosen, client)
  const excepted = new Set(list)
  let total = 0
  let after: string | undefined
  do {
    const page = await directory.selectAgents(identity, question, { after, count: READ_AT_ONCE })
    const ids = page.agents.map(({ id }) => id).filter((id) => !excepted.has(id))
    total += ids.length
    if (total > MOST_AGENTS) throw invalid({ reason: 'tooManyAgents', most: MOST_AGENTS.toLocaleString('en') })
    for (let from = 0; from < ids.length; from += atOnce) yield { ids: ids.slice(from, from + atOnce), unknown: [] }
    after = page.next
  } while (after !== undefined)
}
