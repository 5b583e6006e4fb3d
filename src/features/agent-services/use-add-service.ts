import { useAddServices } from '#src/api/agent-services.ts'
import { notifyDone, notifyRefused } from '#src/components/toast.ts'

/** Returns a function that gives the agent a service at once, and offers to take it back. */
export function useAddService(agentId: number) {
  const { add, takeBack } = useAddServices(agentId)
  return ({ id, name }: { id: number; name: string }) => {
    const called = `${id} ${name}`
    const offerUndo = (change: number | undefined) => {
      const undo = async () => {
        if (change !== undefined) await takeBack(id, change)
        return `${called} taken back`
      }
      notifyDone(`${called} added`, change === undefined ? undefined : undo)
    }
    add(id).then(offerUndo, notifyRefused)
  }
}
