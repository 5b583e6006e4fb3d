import { useState } from 'react'
import { COLUMNS_KEY } from '#src/api/early-reads.ts'
import type { AgentDetail } from '#contract/agent-question.ts'
import { AGENT_COLUMNS, ALWAYS_SHOWN, columnsOf, DEFAULT_COLUMNS, detailsOf, type AgentColumn } from './columns.ts'

export type Density = 'comfortable' | 'compact'

/** A list's look: the ids of its columns from left to right, and the distance of its rows. */
export interface Look {
  columns: readonly string[]
  density: Density
}

const DEFAULT_LOOK: Look = { columns: DEFAULT_COLUMNS, density: 'comfortable' }

/** Returns a look without unknown and repeated columns. */
function tidied({ columns, density }: Look): Look {
  const known = columns.filter(
    (id, index) => AGENT_COLUMNS.some((column) => column.id === id) && columns.indexOf(id) === index,
  )
  return { columns: [ALWAYS_SHOWN, ...known.filter((id) => id !== ALWAYS_SHOWN)], density }
}

/** Kept as `name,phone;compact`. */
function stored(): Look {
  try {
    const text = localStorage.getItem(COLUMNS_KEY)
    if (text === null) return DEFAULT_LOOK
    const [columns = '', density] = text.split(';')
    return tidied({ columns: columns.split(','), density: density === 'compact' ? density : 'comfortable' })
  } catch {
    return DEFAULT_LOOK
  }
}

/** The look that this browser's user chose, and a function that chooses another. */
export function useLook(): readonly [Look, (look: Look) => void] {
  const [look, setLook] = useState(stored)
  return [
    look,
    (chosen) => {
      const next = tidied(chosen)
      setLook(next)
      try {
        const text = `${next.columns.join(',')};${next.density}`
        if (text === `${DEFAULT_COLUMNS.join(',')};comfortable`) localStorage.removeItem(COLUMNS_KEY)
        else localStorage.setItem(COLUMNS_KEY, text)
      } catch {
        // A browser that keeps nothing still shows it until the page is closed.
      }
    },
  ]
}

/** The columns of a list. Among locked agents, *Locked since* takes the place of the skills, unless it is shown anyway. */
export function shownColumns(chosen: readonly string[], ofLocked: boolean): AgentColumn[] {
  if (!ofLocked || chosen.includes('lockedSince')) return columnsOf(chosen)
  const others = chosen.filter((id) => id !== 'skills')
  const behind = others.indexOf('status') + 1
  return columnsOf([...others.slice(0, behind), 'lockedSince', ...others.slice(behind)])
}

/** Returns the details that a list with the chosen look needs: for reads before it is shown. */
export const chosenDetails = (ofLocked: boolean): AgentDetail[] => detailsOf(shownColumns(stored().columns, ofLocked))
