import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { Button } from '#src/components/Button.tsx'
import { isSame } from '#src/lib/concurrent-edit.ts'
import { isolate } from '#src/lib/isolate.ts'
import { Isolated } from '#src/components/Isolated.tsx'
import styles from './ElsewhereNote.module.css'

interface ElsewhereNoteProps<Value> {
  /** The field's label. */
  label: string
  opened: Value
  now: Value
  /** This person's own value of the field; undefined without one, or while it is no valid value. */
  mine: Value | undefined
  /** The user means to replace the value of now. */
  replacing: boolean
  inWords: (value: Value) => string
  /** Resolves to the name of the person who changed it, if that is known. */
  whoChanged: () => Promise<string | undefined>
  onKeepMine: () => void
  onTakeTheirs: () => void
}

/** Says under a field that somebody else changed it while this form was open, and asks which value to keep. */
export function ElsewhereNote<Value>(props: ElsewhereNoteProps<Value>) {
  const { label, opened, now, mine, replacing, inWords, whoChanged, onKeepMine, onTakeTheirs } = props
  if (isSame(now, opened) || isSame(now, mine)) return null
  const shown = (value: Value) => inWords(value) || 'empty'
  const quoted = (value: Value) => (inWords(value) ? `“${isolate(inWords(value))}”` : 'empty')
  if (mine === undefined)
    return (
      <p className={styles.note} role="status">
        Changed elsewhere just now: it was <Isolated text={quoted(opened)} />, and is <Isolated text={quoted(now)} />.
      </p>
    )
  if (replacing)
    return (
      <p className={styles.note} role="status">
        Yours replaces <Isolated text={quoted(now)} />, which someone else set.
      </p>
    )
  return (
    <div className={styles.conflict} role="alert">
      <p>
        <ChangedBy now={shown(now)} whoChanged={whoChanged} /> changed this while you were editing.
      </p>
      <dl>
        <dt>Mine</dt>
        <dd>
          <bdi>{shown(mine)}</bdi>
        </dd>
        <dt>Theirs</dt>
        <dd>
          <bdi>{shown(now)}</bdi>
        </dd>
      </dl>
      <div className={styles.choices}>
        <Button size="small" aria-label={`Keep mine: ${label}`} onClick={onKeepMine}>
          Keep mine
        </Button>
        <Button size="small" aria-label={`Take theirs: ${label}`} onClick={onTakeTheirs}>
          Take theirs
        </Button>
      </div>
    </div>
  )
}

function ChangedBy({ now, whoChanged }: { now: string; whoChanged: () => Promise<string | undefined> }) {
  const id = useId()
  const { data } = useQuery({
    queryKey: ['changed-by', id, now],
    queryFn: async () => (await whoChanged()) ?? null,
    gcTime: 0,
  })
  return data ? <bdi>{data}</bdi> : 'Someone else'
}
