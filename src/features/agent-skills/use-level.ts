import { useRef, useState } from 'react'
import { useRemoveSkill, useSetProficiency, useUndoLevel } from '#src/api/agent-assignments.ts'
import { notify } from '#src/components/toast.ts'

interface UseLevelProps {
  agentId: number
  skillId: number
  proficiency: number
  /** What the words about it call it: the skill on an agent's page, the agent on a skill's. */
  name: string
}

const refused = (error: Error) => notify(error.message, { tone: 'failed' })

/** One agent's level at one skill, as its slider sets it: moved at once, saved when let go, back on refusal, with an undo. */
export function useLevel({ agentId, skillId, proficiency, name }: UseLevelProps) {
  const setProficiency = useSetProficiency(agentId, skillId)
  const removeSkill = useRemoveSkill(agentId, skillId)
  const undoLevel = useUndoLevel(agentId, skillId)
  // Where the slider is while it is moved, and until what it was moved to is known to be saved or refused.
  const [moved, setMoved] = useState<number>()
  // The writes of this row that are on their way.
  const [saving, setSaving] = useState(0)
  const lastSet = useRef(proficiency)

  const offerUndo = (words: string, change: { from: number; to: number | undefined }, undoneWords: string) => {
    const undo = () => void undoLevel.mutateAsync(change).then(() => notify(undoneWords), refused)
    notify(words, { action: { label: 'Undo', run: undo } })
  }

  const set = (level: number) => {
    const before = saving > 0 ? lastSet.current : proficiency
    if (level === before) return setMoved(undefined)
    lastSet.current = level
    setSaving((count) => count + 1)
    setProficiency
      .mutateAsync(level)
      .then(
        () => offerUndo(`${name} set to ${level}`, { from: before, to: level }, `${name} set back to ${before}`),
        refused,
      )
      .finally(() => {
        setSaving((count) => count - 1)
        setMoved((current) => (current === level ? undefined : current))
      })
  }

  const remove = () =>
    void removeSkill
      .mutateAsync()
      .then(
        () =>
          offerUndo(`${name} removed`, { from: proficiency, to: undefined }, `${name} given back at ${proficiency}`),
        refused,
      )

  return {
    /** What to show: where the slider is, which may be ahead of what is saved. */
    level: moved ?? proficiency,
    state: saving > 0 ? 'saving' : setProficiency.isSuccess && moved === undefined ? 'saved' : 'idle',
    move: setMoved,
    set,
    remove,
  } as const
}
