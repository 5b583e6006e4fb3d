import { useRef, useState } from 'react'
import { useRemoveSkill, useSetProficiency, useUndoLevel } from '#src/api/agent-assignments.ts'
import { notifyRefused } from '#src/components/toast.ts'
import { readOverwrittenLevel } from './overwritten-level.ts'
import { notifyDone } from '#src/domain/deeds.ts'
import { isolate } from '#src/lib/isolate.ts'

interface UseLevelProps {
  agent: { id: number; loginId: string }
  skill: { id: number; name: string; proficiency: number }
  /** Whose name the messages use: the skill's on an agent's page, the agent's on a skill's. */
  called: 'skill' | 'agent'
}

/** One agent's level at one skill, as its slider sets it: moved at once, saved when let go, back on refusal, with an undo. */
export function useLevel({ agent, skill, called }: UseLevelProps) {
  const [agentId, skillId, proficiency] = [agent.id, skill.id, skill.proficiency]
  const name = called === 'skill' ? skill.name : agent.loginId
  const setProficiency = useSetProficiency(agentId, skillId)
  const removeSkill = useRemoveSkill(agentId, skillId)
  const undoLevel = useUndoLevel(agentId, skillId)
  // The slider's place while it moves, and until the new level is known to be saved or refused.
  const [moved, setMoved] = useState<number>()
  // The writes of this row that are on their way.
  const [saving, setSaving] = useState(0)
  const lastSet = useRef(proficiency)

  const offerUndo = (words: string, change: number | undefined, from: number, undone: string) => {
    const add = notifyDone(
      words,
      change === undefined
        ? undefined
        : async () => {
            const now = await undoLevel.mutateAsync({ change, from })
            return now === undefined ? `${isolate(name)} removed` : `${isolate(name)} ${undone} ${now}`
          },
      { agent: agentId, loginId: agent.loginId, what: isolate(skill.name) },
    )
    if (change !== undefined) void readOverwrittenLevel(change, agentId, skillId, from).then(add)
  }

  const set = (level: number) => {
    const before = saving > 0 ? lastSet.current : proficiency
    if (level === before) return setMoved(undefined)
    lastSet.current = level
    setSaving((count) => count + 1)
    setProficiency
      .mutateAsync(level)
      .then((change) => offerUndo(`${isolate(name)} set to ${level}`, change, before, 'set back to'), notifyRefused)
      .finally(() => {
        setSaving((count) => count - 1)
        setMoved((current) => (current === level ? undefined : current))
      })
  }

  const remove = () =>
    void removeSkill
      .mutateAsync()
      .then((change) => offerUndo(`${isolate(name)} removed`, change, proficiency, 'restored at'), notifyRefused)

  return {
    /** The level to show: the slider's, which may be ahead of the saved one. */
    level: moved ?? proficiency,
    state: saving > 0 ? 'saving' : setProficiency.isSuccess && moved === undefined ? 'saved' : 'idle',
    move: setMoved,
    set,
    remove,
  } as const
}
