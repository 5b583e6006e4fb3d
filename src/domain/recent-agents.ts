import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import * as z from 'zod/mini'
import type { Agent } from '#contract/agents.ts'
import { chosenClient } from '#src/api/client-choice.ts'
import { sessionQueries } from '#src/api/session.ts'
import { OF_ONE_USER } from '#src/lib/forget-stored.ts'

const MOST = 6

const recentAgents = z.array(z.object({ id: z.int(), loginId: z.string(), name: z.string() }))
type RecentAgent = z.infer<typeof recentAgents>[number]

/** Nobody sees the agents that another user, or the same user in another client, has opened. */
function useKey(): string | undefined {
  const { data: session } = useQuery(sessionQueries.current())
  return session && `${OF_ONE_USER}${session.id}/${chosenClient() ?? session.client.id}`
}

function stored(key: string): RecentAgent[] {
  try {
    return recentAgents.parse(JSON.parse(localStorage.getItem(key) ?? '[]'))
  } catch {
    return []
  }
}

function store(key: string, agents: readonly RecentAgent[]) {
  try {
    localStorage.setItem(key, JSON.stringify(agents.slice(0, MOST)))
  } catch {
    // A browser that keeps nothing has no recent agents.
  }
}

/** The agents that this user opened last in this browser, newest first. */
export function useRecentAgents(): readonly RecentAgent[] {
  const key = useKey()
  return key === undefined ? [] : stored(key)
}

/** Notes that the user has opened an agent; with `isGone`, that no agent has this id. */
export function useNoteOpened(id: number, agent: Agent | undefined, isGone: boolean) {
  const key = useKey()
  const loginId = agent?.loginId
  const name = agent && `${agent.firstName} ${agent.lastName}`
  useEffect(() => {
    if (key === undefined || (!isGone && loginId === undefined)) return
    const others = stored(key).filter((other) => other.id !== id)
    store(key, loginId === undefined || name === undefined || isGone ? others : [{ id, loginId, name }, ...others])
  }, [key, id, loginId, name, isGone])
}
