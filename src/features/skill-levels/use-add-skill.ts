import { useAddSkills } from '#src/api/agent-assignments.ts'
import { notifyRefused } from '#src/components/toast.ts'
import { readOverwrittenLevel } from './overwritten-level.ts'
import { notifyDone } from '#src/domain/deeds.ts'
import { isolate } from '#src/lib/isolate.ts'

/** Returns a function that gives the agent a skill at once, and offers to take it back. */
export function useAddSkill(agent: { id: number; loginId: string }) {
  const { add, takeBack } = useAddSkills(agent.id)
  return ({ id, name, level }: { id: number; name: string; level: number }) => {
    const offerUndo = (change: number | undefined) => {
      const undo = async () => {
        const now = change === undefined ? undefined : await takeBack(id, change)
        return now === undefined ? `${isolate(name)} removed` : `${isolate(name)} is at ${now}`
      }
      const tell = notifyDone(`${isolate(name)} added at ${level}`, change === undefined ? undefined : undo, {
        agent: agent.id,
        loginId: agent.loginId,
        what: isolate(name),
      })
      if (change !== undefined) void readOverwrittenLevel(change, agent.id, id).then(tell)
    }
    add(id, level).then(offerUndo, notifyRefused)
  }
}
