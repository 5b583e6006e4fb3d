import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { AgentQuestion } from '#contract/agent-question.ts'
import { agentQueries } from '#src/api/agents.ts'
import { sessionQueries } from '#src/api/session.ts'

/** Agents chosen for a change, and functions that choose them. */
export interface Selection {
  /** The number of chosen agents; undefined while the number of all that match is unknown. */
  count: number | undefined
  /** All that match are chosen, but for exceptions. */
  isAll: boolean
  isSelected: (id: number) => boolean
  set: (agents: readonly { id: number; loginId: string }[], on: boolean) => void
  selectAll: () => void
  clear: () => void
  /** The label of the box that selects all. */
  allLabel: string
  chosen: Chosen
}

/** By name, or a question with exceptions. */
export type Chosen =
  | { kind: 'agents'; agents: readonly Choice[] }
  | { kind: 'question'; question: AgentQuestion; except: readonly number[] }

export interface Choice {
  id: number
  loginId: string
}

const NONE: Chosen = { kind: 'agents', agents: [] }

interface Matching {
  /** The question on screen; undefined if it has no answer. */
  question: AgentQuestion | undefined
  /** The exact number of matches; undefined while unknown: they are counted once all are selected. */
  total: number | undefined
  /** The number as the page says it: `431`, `10,000+`. */
  totalWords: string | undefined
}

/**
 * Keeps the chosen agents of a list, per tab, user and client. Ticks outlive a changed question and a reload; *all that match*
 * ends when the question changes.
 */
export function useSelection(name: string, { question, total, totalWords }: Matching): Selection {
  const { data: session } = useQuery(sessionQueries.current())
  const client = useSearch({ from: '/shell', select: (search) => search.client }) ?? session?.client.id
  const key = session && `agents-selection:${session.id} ${client} ${name}`
  const [{ of, kept }, setKept] = useState(() => ({ of: key, kept: stored(key) }))
  // Ticks made before the session is known are this user's, too.
  if (of !== key) setKept({ of: key, kept: of === undefined && kept !== NONE ? kept : stored(key) })
  const isOther = kept.kind === 'question' && !isSame(kept.question, question)
  const chosen = isOther ? NONE : kept

  const choose = (next: Chosen) => {
    setKept({ of: key, kept: next })
    if (key === undefined) return
    try {
      if (next.kind === 'agents' && !next.agents.length) sessionStorage.removeItem(key)
      else sessionStorage.setItem(key, JSON.stringify(next))
    } catch {
      // A browser that keeps nothing still has them until the page is left.
    }
  }

  const asked = chosen.kind === 'question' ? chosen.question : undefined
  const exact = useQuery({
    ...agentQueries.count(asked ?? {}, { exact: true }),
    enabled: asked !== undefined && total === undefined,
  }).data
  const all = total ?? exact?.agents

  const isExcepted = (id: number) => chosen.kind === 'question' && chosen.except.includes(id)
  const ids = new Set(chosen.kind === 'agents' ? chosen.agents.map(({ id }) => id) : [])
  return {
    chosen,
    count:
      chosen.kind === 'agents' ? ids.size : all === undefined ? undefined : Math.max(0, all - chosen.except.length),
    isAll: chosen.kind === 'question' && !chosen.except.length,
    isSelected: (id) => (chosen.kind === 'question' ? !isExcepted(id) : ids.has(id)),
    set(agents, on) {
      const given = new Set(agents.map(({ id }) => id))
      if (chosen.kind === 'question') {
        const others = chosen.except.filter((id) => !given.has(id))
        choose({ ...chosen, except: on ? others : [...others, ...given] })
      } else {
        const others = chosen.agents.filter(({ id }) => !given.has(id))
        const added = agents.map(({ id, loginId }) => ({ id, loginId }))
        choose({ kind: 'agents', agents: on ? [...others, ...added] : others })
      }
    },
    selectAll: () => question && choose({ kind: 'question', question: withoutOrder(question), except: [] }),
    clear: () => choose(NONE),
    allLabel: totalWords === undefined ? 'Select all that match' : `Select all ${totalWords} that match`,
  }
}

const withoutOrder = ({ sort: _sort, ...question }: AgentQuestion): AgentQuestion => question

const isSame = (one: AgentQuestion, other: AgentQuestion | undefined) =>
  other !== undefined && JSON.stringify(one) === JSON.stringify(withoutOrder(other))

function stored(key: string | undefined): Chosen {
  if (key === undefined) return NONE
  try {
    // Written by this file alone.
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? NONE
  } catch {
    return NONE
  }
}
