import type { AgentRow } from '#contract/agent-question.ts'
import { RelativeTime } from '#src/components/RelativeTime.tsx'

/** The time of the lock, and the address of the wrong passwords if the history knows it. */
export function LockedSinceCell({ agent: { locked, lockedAt, lockedFrom } }: { agent: AgentRow }) {
  if (!locked || lockedAt === undefined) return '–'
  return (
    <>
      <RelativeTime time={lockedAt} capital />
      {lockedFrom !== undefined && ` · wrong passwords from ${lockedFrom}`}
    </>
  )
}
