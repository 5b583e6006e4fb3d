import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useSaveView, viewQueries } from '#src/api/views.ts'
import { Button } from '#src/components/Button.tsx'
import { Popover } from '#src/components/Popover.tsx'
import { notify } from '#src/components/toast.ts'
import { DEFAULT_SEARCH, type AgentsSearch } from '#src/domain/agent-filters/agents-search.ts'
import type { Look } from '#src/domain/agents-table/column-choice.ts'
import { stringifySearch } from '#src/lib/search-params.ts'
import { isolate } from '#src/lib/isolate.ts'
import { Isolated } from '#src/components/Isolated.tsx'
import styles from './Views.module.css'

interface SaveViewPanelProps {
  anchor: HTMLElement
  search: AgentsSearch
  look: Look
  onClose: () => void
}

/** Returns the search as a view keeps it, without the defaults. */
function savedSearch(search: AgentsSearch): string {
  const entries = Object.entries(search).filter(
    ([name, value]) => value !== (DEFAULT_SEARCH as Record<string, unknown>)[name],
  )
  return stringifySearch(Object.fromEntries(entries)).slice(1)
}

export function SaveViewPanel({ anchor, search, look, onClose }: SaveViewPanelProps) {
  const id = useId()
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<string>()
  const views = useQuery(viewQueries.list()).data
  const save = useSaveView()
  const taken = views?.find((view) => view.name.toLowerCase() === name.trim().toLowerCase())
  const send = () => {
    if (!name.trim()) {
      setProblem('Enter a name')
      return
    }
    const settings = {
      name: name.trim(),
      search: savedSearch(search),
      columns: [...look.columns],
      density: look.density,
    }
    save.mutateAsync({ ...settings, ...(taken && { id: taken.id }) }).then(
      () => {
        onClose()
        notify(`View “${isolate(settings.name)}” saved`)
      },
      (error) => setProblem(error.message),
    )
  }
  return (
    <Popover anchor={anchor} role="dialog" label="Save view" onClose={onClose}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <label htmlFor={id}>Name of the view</label>
        <input
          id={id}
          value={name}
          maxLength={60}
          autoComplete="off"
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}hint`}
          onChange={(event) => {
            setName(event.target.value)
            setProblem(undefined)
          }}
        />
        <p id={`${id}hint`} role={problem ? 'alert' : undefined} className={problem ? styles.problem : styles.hint}>
          {problem ??
            (taken ? (
              <Isolated text={`Replaces your view “${isolate(taken.name)}”.`} />
            ) : (
              'Saves the search, filters, sort order and columns. Only you can see it.'
            ))}
        </p>
        <footer className={styles.actions}>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" busy={save.isPending}>
            {taken ? 'Replace' : 'Save'}
          </Button>
        </footer>
      </form>
    </Popover>
  )
}
