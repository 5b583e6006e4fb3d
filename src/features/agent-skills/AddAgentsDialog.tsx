import { useRef, useState } from 'react'
import type { AgentSummary } from '#contract/agents.ts'
import { useGiveSkill } from '#src/api/agent-assignments.ts'
import { FormDialog } from '#src/components/widgets/FormDialog.tsx'
import { notify } from '#src/components/toast.ts'
import { AgentPicker } from '#src/domain/agent-picker/AgentPicker.tsx'
import { LevelPicker } from '#src/domain/levels/LevelPicker.tsx'
import { MIDDLE_LEVEL } from '#src/domain/levels/level-words.ts'
import { PickedAgents } from '#src/domain/agent-picker/PickedAgents.tsx'

const inWords = (count: number) => `${count} ${count === 1 ? 'agent' : 'agents'}`

/** Gives the skill to several agents, one by one. Who was refused stays picked, with the reason, to be tried again. */
export function AddAgentsDialog({ skillId, onClose }: { skillId: number; onClose: () => void }) {
  const [picked, setPicked] = useState<readonly AgentSummary[]>([])
  const [level, setLevel] = useState(MIDDLE_LEVEL)
  const [reasons, setReasons] = useState<ReadonlyMap<number, string>>(new Map())
  const [done, setDone] = useState(0)
  const give = useGiveSkill(skillId)
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
        proficiency: level,
        onProgress: setDone,
        isStopped: () => isClosed.current,
      })
      .then(
        ({ added, failed }) => {
          setPicked((current) => current.filter(({ id }) => !added.includes(id)))
          setReasons(new Map(failed.map(({ id, reason }) => [id, reason])))
          // Closed while it was at work: what is done is done, and must be known.
          if (isClosed.current) notify(`Stopped: ${added.length} of ${inWords(asked)} added at ${level}`)
          else if (added.length) notify(`${inWords(added.length)} added at ${level}`)
          if (!failed.length) onClose()
        },
        // In the dialog while it is open.
        (error: Error) => isClosed.current && notify(error.message, { tone: 'failed' }),
      )
  }

  return (
    <FormDialog
      title="Add agents"
      submitLabel={reasons.size ? 'Retry' : 'Add'}
      submitting={give.isPending}
      incomplete={picked.length ? undefined : 'Pick an agent first'}
      error={
        give.error?.message ??
        (reasons.size && !give.isPending ? `${inWords(reasons.size)} could not be added: see above why` : undefined)
      }
      onClose={close}
      onSubmit={add}
    >
      <AgentPicker picked={picked} skillId={skillId} onToggle={toggle} />
      <PickedAgents
        agents={picked}
        reasons={reasons}
        onRemove={(agent) => {
          toggle(agent)
          setReasons((current) => new Map([...current].filter(([id]) => id !== agent.id)))
        }}
      />
      <LevelPicker level={level} onPick={setLevel} />
      <p role="status">{give.isPending && `Adding ${done + 1} of ${picked.length}…`}</p>
    </FormDialog>
  )
}
