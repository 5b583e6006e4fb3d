import * as z from 'zod/mini'
import { agentQuestion, agentSort, searchBy, type AgentQuestion } from '#contract/agent-question.ts'
import { storedText } from '#contract/stored-text.ts'
import { leftSearch } from '#src/domain/left-search.ts'

const TABS = ['all', 'locked'] as const
export type Tab = (typeof TABS)[number]

const given = z.catch(z.optional(z.string()), undefined)

/** Given once or several times in an address; repeated values count once. */
const severalGiven = z.catch(
  z.optional(
    z.pipe(
      z.union([z.string(), z.array(z.string())]),
      z.transform((values) => (typeof values === 'string' ? [values] : [...new Set(values)])),
    ),
  ),
  undefined,
)

const SORT = new RegExp(`^-?(${agentSort.options.join('|')})$`)

/**
 * The agents on screen, as the address names them. A filter keeps an unknown value: it is shown, can be removed, and finds
 * nobody. Any other senseless value counts as not given.
 */
export const agentsSearch = z.object({
  tab: z.catch(z._default(z.enum(TABS), 'all'), 'all'),
  q: z.catch(z._default(z.string(), ''), ''),
  by: z.catch(z.optional(searchBy), undefined),
  status: given,
  skill: severalGiven,
  service: severalGiven,
  callCenter: severalGiven,
  lastLogin: given,
  homeAgent: given,
  sort: z.catch(z.optional(z.string().check(z.regex(SORT))), undefined),
})
export type AgentsSearch = z.output<typeof agentsSearch>

export const DEFAULT_SEARCH = agentsSearch.parse({})

/** Keeps the search of the list of agents, so that a link leads back to it. */
export const { useKeep: useKeepList, useLeft: useLeftList } = leftSearch<AgentsSearch>('agents')

/** The newest locks first: they are the ones that somebody is on the telephone about. */
const LOCKED_SORT = '-lockedSince'

export const sortOf = ({ tab, sort, skill }: AgentsSearch): string =>
  // Without a skill there is no level.
  sort && (skill || !sort.endsWith('level')) ? sort : tab === 'locked' ? LOCKED_SORT : 'loginId'

/** Returns the question in an address, or its problem. */
type Asked = { question: AgentQuestion; problem?: undefined } | { question?: undefined; problem: Problem }

/** `filter` is not known, and finds nobody; `text` cannot be searched for: `reason` is a sentence. */
type Problem = { kind: 'filter' } | { kind: 'text'; reason: string }

export function askedBy(search: AgentsSearch): Asked {
  const { tab, q, by, status, sort: _sort, ...filters } = search
  const sort = sortOf(search)
  const text = storedText(q)
  const question = {
    ...filters,
    ...(text && { q: text, by }),
    status: tab === 'locked' ? 'locked' : status,
    ...(sort !== 'loginId' && { sort }),
  }
  const { error } = agentQuestion.safeParse(question)
  // The schema took it: each value is one that a question can have.
  if (!error) return { question: question as AgentQuestion }
  const aboutText = error.issues.find(({ path }) => path[0] === 'q')
  return { problem: aboutText ? { kind: 'text', reason: `The search ${aboutText.message}.` } : { kind: 'filter' } }
}

/** Whether a list shows fewer than all agents of its tab. */
export const isNarrowed = ({ q, status, skill, service, callCenter, lastLogin, homeAgent }: AgentsSearch): boolean =>
  storedText(q) !== '' ||
  [status, skill, service, callCenter, lastLogin, homeAgent].some((value) => value !== undefined)
