import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { AgentSummary } from '#contract/agents.ts'
import type { LockedAgentPage } from '#contract/dashboard.ts'
import { agentQueries, type LockedAgent } from '#src/api/agents.ts'
import { joinPages } from '#src/api/pages.ts'

type Pages = InfiniteData<Omit<LockedAgentPage, 'agent'> & { agent: LockedAgent[] }>

function summaryOf({ pages }: Pages) {
  const agents = joinPages(pages, (page) => page.agent)
  return {
    agents,
    lockOf: new Map(agents.map(({ id, locked }) => [id, locked])),
    /** Up to here it is known who is locked: both lists go by login ID. */
    upTo: agents.at(-1)?.loginId ?? '',
    size: pages.at(-1)?.size ?? 0,
    checkedAt: pages[0]?.checkedAt ?? 0,
    pages: pages.length,
  }
}

// Ten thousand locked agents. Beyond, a search would have to read on for long to say of each match whether it is locked.
const MOST_PAGES = 10

/** Who is locked, read only as far as the rows at hand need it: `last` is the last of them. */
export function useLockedAgents(last?: AgentSummary) {
  const query = useInfiniteQuery({ ...agentQueries.locked(), select: summaryOf })
  const { data, isError, hasNextPage } = query
  const isLocked = useCallback(
    (agent: AgentSummary) => {
      const known = data?.lockOf.get(agent.id)
      if (known !== undefined) return known
      const isKnown = data && (!hasNextPage || agent.loginId <= data.upTo || data.pages >= MOST_PAGES)
      return isKnown || isError ? false : undefined
    },
    [data, isError, hasNextPage],
  )
  const isShort = data !== undefined && hasNextPage && last !== undefined && last.loginId > data.upTo
  return {
    ...query,
    isLocked,
    needsMore: isShort && data.pages < MOST_PAGES,
    /** Some of the rows at hand may be locked without it being known. */
    isCut: isShort && data.pages >= MOST_PAGES,
  }
}
