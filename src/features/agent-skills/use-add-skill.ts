import { useAddSkills } from '#src/api/agent-assignments.ts'
import { notifyDone, notifyRefused } from '#src/components/toast.ts'

/** Returns a function that gives the agent a skill at once, and offers to take it back. */
export function useAddSkill(agentId: number) {
  const { add, takeBack } = useAddSkills(agentId)
  return ({ id, name, level }: { id: number; name: string; level: number }) => {
    const offerUndo = (change: number | undefined) => {
      const undo = async () => {
        const now = change === undefined ? undefined : await takeBack(id, change)
        return now === undefined ? `${name} taken back` : `${name} is at ${now}`
      }
      notifyDone(`${name} added at ${level}`, change === undefined ? undefined : undo)
    }
    add(id, level).then(offerUndo, notifyRefused)
  }
}
