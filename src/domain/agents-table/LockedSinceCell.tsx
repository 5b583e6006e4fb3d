import type { AgentRow } from '#contract/agent-question.ts'
import { RelativeTime } from '#src/components/RelativeTime.tsx'

/** Since when, and where the wrong passwords came from if the history knows. */
export function LockedSinceCell({ agent: { locked, lockedAt, lockedFrom } }: { agent: AgentRow }) {
  if (!locked || lockedAt === undefined) return '–'
  return (
    <>
      <RelativeTime time={lockedAt} capital />
      {lockedFrom !== undefined && ` · wrong passwords from ${lockedFrom}`}
    </>
  )
}
