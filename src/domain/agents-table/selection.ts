import { useState } from 'react'
import type { AgentQuestion } from '#contract/agent-question.ts'

/** Agents chosen for a change, and how to choose them. */
export interface Selection {
  /** How many; undefined while the number of all that match is not known. */
  count: number
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
  /** The question on screen; undefined if it cannot be answered. */
  question: AgentQuestion | undefined
  /** How many match; undefined while that is not known. */
  total: number | undefined
  /** The number as the page says it: `431`, `10,000+`. */
  totalWords: string | undefined
}

/**
 * Keeps which agents are chosen, per tab and under a name that tells users and clients apart. Ticks outlive a changed question and a
 * reload; *all that match* ends when the question changes.
 */
export function useSelection(name: string, { question, total, totalWords }: Matching): Selection {
  const key = `agents-selection:${name}`
  const [kept, setKept] = useState(() => stored(key))
  const isOther = kept.kind === 'question' && !isSame(kept.question, question)
  const chosen = isOther ? NONE : kept

  const choose = (next: Chosen) => {
    setKept(next)
    try {
      if (next.kind === 'agents' && !next.agents.length) sessionStorage.removeItem(key)
      else sessionStorage.setItem(key, JSON.stringify(next))
    } catch {
      // A browser that keeps nothing still has them until the page is left.
    }
  }

  const isExcepted = (id: number) => chosen.kind === 'question' && chosen.except.includes(id)
  const ids = new Set(chosen.kind === 'agents' ? chosen.agents.map(({ id }) => id) : [])
  return {
    chosen,
    count: chosen.kind === 'agents' ? ids.size : Math.max(0, (total ?? 0) - chosen.except.length),
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

function stored(key: string): Chosen {
  try {
    // Written by this file alone.
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? NONE
  } catch {
    return NONE
  }
}
