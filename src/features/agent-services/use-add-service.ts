import { useAddServices } from '#src/api/agent-services.ts'
import { notifyRefused } from '#src/components/toast.ts'
import { notifyDone } from '#src/domain/deeds.ts'
import { isolate } from '#src/lib/isolate.ts'

/** Returns a function that gives the agent a service at once, and offers to take it back. */
export function useAddService(agent: { id: number; loginId: string }) {
  const { add, takeBack } = useAddServices(agent.id)
  return ({ id, name }: { id: number; name: string }) => {
    const called = `${id} ${isolate(name)}`
    const offerUndo = (change: number | undefined) => {
      const undo = async () => {
        const isAssigned = change !== undefined && (await takeBack(id, change))
        return isAssigned ? `${called} is assigned` : `${called} removed`
      }
      notifyDone(`${called} added`, change === undefined ? undefined : undo, {
        agent: agent.id,
        loginId: agent.loginId,
        what: called,
      })
    }
    add(id).then(offerUndo, notifyRefused)
  }
}
