import { useRef, useState, type ReactNode } from 'react'
import type { AgentSummary } from '#contract/agents.ts'
import type { EachAgent, Given } from '#src/api/agent-assignments.ts'
import { FormDialog } from '#src/components/widgets/FormDialog.tsx'
import { notify, notifyRefused } from '#src/components/toast.ts'
import { AgentPicker, type GivenObject } from './AgentPicker.tsx'
import { PickedAgents } from './PickedAgents.tsx'

const inWords = (count: number) => `${count} ${count === 1 ? 'agent' : 'agents'}`

interface AddAgentsDialogProps {
  given: GivenObject
  give: { isPending: boolean; error: Error | null; mutateAsync: (each: EachAgent) => Promise<Given> }
  /** The message's ending: ` at 3`. */
  how?: string
  onClose: () => void
  /** Further choices beside the agents. */
  children?: ReactNode
}

/** Gives a skill or a service to several agents, one by one. Refused agents stay picked, with the reason, to be tried again. */
export function AddAgentsDialog({ given, give, how = '', onClose, children }: AddAgentsDialogProps) {
  const [picked, setPicked] = useState<readonly AgentSummary[]>([])
  const [reasons, setReasons] = useState<ReadonlyMap<number, string>>(new Map())
  const [done, setDone] = useState(0)
  const isClosed = useRef(false)

  const close = () => {
    isClosed.current = true
    onClose()
  }
  const toggle = (agent: AgentSummary) =>
    setPicked((current) =>
      current.some(({ id }) => id === agent.id) ? current.filter(({ id }) => id !== agent.id) : [...current, agent],
    )
  const add = () => {
    const asked = picked.length
    give
      .mutateAsync({
        agents: picked.map(({ id }) => id),
        onProgress: setDone,
        isStopped: () => isClosed.current,
      })
      .then(
        ({ added, failed }) => {
          setPicked((current) => current.filter(({ id }) => !added.includes(id)))
          setReasons(new Map(failed.map(({ id, reason }) => [id, reason])))
          // Closed during the work: the user must learn how far it got.
          if (isClosed.current) notify(`Stopped: ${added.length} of ${inWords(asked)} added${how}`)
          else if (added.length) notify(`${inWords(added.length)} added${how}`)
          if (!failed.length) onClose()
        },
        // In the dialog while it is open.
        (error: Error) => isClosed.current && notifyRefused(error),
      )
  }

  return (
    <FormDialog
      title="Add agents"
      submitLabel={reasons.size ? 'Retry' : 'Add'}
      submitting={give.isPending}
      incomplete={picked.length ? undefined : 'Choose an agent first'}
      error={
        give.error?.message ??
        (reasons.size && !give.isPending
          ? `${inWords(reasons.size)} couldn’t be added: see the reasons above`
          : undefined)
      }
      onClose={close}
      onSubmit={add}
    >
      <AgentPicker picked={picked} given={given} onToggle={toggle} />
      <PickedAgents
        agents={picked}
        reasons={reasons}
        onRemove={(agent) => {
          toggle(agent)
          setReasons((current) => new Map([...current].filter(([id]) => id !== agent.id)))
        }}
      />
      {children}
      <p role="status">{give.isPending && `Adding ${done + 1} of ${picked.length}…`}</p>
    </FormDialog>
  )
}
