import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { View } from '#contract/views.ts'
import { useDeleteView, viewQueries } from '#src/api/views.ts'
import { Button } from '#src/components/Button.tsx'
import { CloseIcon } from '#src/components/icons/CloseIcon.tsx'
import { Popover } from '#src/components/Popover.tsx'
import { notify, notifyRefused } from '#src/components/toast.ts'
import { agentsSearch, DEFAULT_SEARCH } from '#src/domain/agent-filters/agents-search.ts'
import type { Look } from '#src/domain/agents-table/column-choice.ts'
import { parseSearch } from '#src/lib/search-params.ts'
import { isolate } from '#src/lib/isolate.ts'
import styles from './Views.module.css'

interface ViewsPanelProps {
  anchor: HTMLElement
  onLook: (look: Look) => void
  onClose: () => void
}

export function ViewsPanel({ anchor, onLook, onClose }: ViewsPanelProps) {
  const navigate = useNavigate({ from: '/agents' })
  const { data: views, error } = useQuery(viewQueries.list())
  const remove = useDeleteView()
  const open = ({ search, columns, density }: View) => {
    onClose()
    onLook({ columns, density })
    const { client: _client, ...given } = parseSearch(search)
    void navigate({
      search: (current) => ({ client: current.client, ...DEFAULT_SEARCH, ...agentsSearch.parse(given) }),
    })
  }
  return (
    <Popover anchor={anchor} role="dialog" label="Views" onClose={onClose}>
      <div className={styles.panel}>
        {views?.map((view) => (
          <div key={view.id} className={styles.view}>
            <button type="button" className={styles.open} onClick={() => open(view)}>
              <bdi>{view.name}</bdi>
            </button>
            <Button
              variant="icon"
              aria-label={`Delete view ${isolate(view.name)}`}
              onClick={() =>
                remove.mutate(view.id, {
                  onSuccess: () => notify(`View “${isolate(view.name)}” deleted`),
                  onError: notifyRefused,
                })
              }
            >
              <CloseIcon size={14} />
            </Button>
          </div>
        ))}
        {views?.length === 0 && <p className={styles.none}>No views yet. Filter the list, then choose “Save view”.</p>}
        {!views && <p className={styles.none}>{error ? error.message : 'Loading…'}</p>}
      </div>
    </Popover>
  )
}
