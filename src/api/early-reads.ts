import { urlOf } from '#contract/client.ts'
import type { AgentDetail, AgentQuestion } from '#contract/agent-question.ts'
import { dashboardOperations } from '#contract/dashboard.ts'
import { configurationOperations } from '#contract/configuration.ts'

declare global {
  /** The replies that the document asked for before the scripts were there, by address. */
  var earlyReplies: Map<string, Promise<Response>> | undefined
}

/** How many agents are read at once. */
const AGENTS_PAGE_SIZE = 100

/** The further details that the default columns of the agents list need. */
const DEFAULT_DETAILS: readonly AgentDetail[] = ['skills', 'callCenters']

/** The query of a page of agents; `after` is the `next` of the page before, or empty. */
export const agentsPage = (
  question: AgentQuestion,
  { details = [], levelsOf }: { details?: readonly AgentDetail[]; levelsOf?: number | undefined },
  after: string,
) => ({
  ...question,
  count: AGENTS_PAGE_SIZE,
  after,
  ...(details.length && { with: details.join(',') }),
  ...(levelsOf !== undefined && { levelsOf: String(levelsOf) }),
})

/** The browser's store of the chosen columns. */
export const COLUMNS_KEY = 'agents-columns'

/** The reads that the agents page needs before it can show a row: the document sends them in the same words (vite.config.ts). */
export const EARLY_READS = {
  pages: ['/', '/agents'],
  urls: [
    urlOf(dashboardOperations.readCurrentSession),
    urlOf(dashboardOperations.findAgents, { query: agentsPage({}, { details: DEFAULT_DETAILS }, '') }),
    urlOf(configurationOperations.getAgentListInfo, { query: {} }),
    urlOf(dashboardOperations.countAgents),
    urlOf(dashboardOperations.countAgents, { query: { status: 'locked' } }),
  ],
  columnsKey: COLUMNS_KEY,
}

/** Runs in the document's head, before anything else: it knows only its arguments. */
export function readEarly({ pages, urls, columnsKey }: typeof EARLY_READS) {
  // A search, or the agents of another client, is another question.
  if (!pages.includes(location.pathname) || location.search) return
  // So are other columns.
  if (localStorage.getItem(columnsKey) !== null) return
  globalThis.earlyReplies = new Map(
    urls.map((url) => {
      const reply = fetch(url, { headers: { accept: 'application/json' } })
      // Its taker sees the failure; until then nobody has to.
      reply.catch(() => undefined)
      return [url, reply]
    }),
  )
}

/** `fetch`, with the early replies: the first call for one of them gets it. */
export const fetchOrEarly = (url: string, init: RequestInit): Promise<Response> => {
  const early = init.method === 'GET' ? globalThis.earlyReplies?.get(url) : undefined
  globalThis.earlyReplies?.delete(url)
  return early ?? fetch(url, init)
}
