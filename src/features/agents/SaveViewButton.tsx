import { Button } from '#src/components/Button.tsx'
import { lazyDialog } from '#src/components/lazy-dialog.tsx'
import { usePopoverAnchor } from '#src/components/use-popover-anchor.ts'
import type { AgentsSearch } from '#src/domain/agent-filters/agents-search.ts'
import type { Look } from '#src/domain/agents-table/column-choice.ts'

const SaveViewPanel = lazyDialog(() => import('./SaveViewPanel.tsx').then(({ SaveViewPanel: panel }) => panel))

interface SaveViewButtonProps {
  search: AgentsSearch
  look: Look
}

/** Saves the list's search and look under a name. */
export function SaveViewButton({ search, look }: SaveViewButtonProps) {
  const { anchor, close, button } = usePopoverAnchor()
  return (
    <>
      <Button variant="quiet" size="small" aria-haspopup="dialog" {...button}>
        Save view
      </Button>
      {anchor && <SaveViewPanel anchor={anchor} search={search} look={look} onClose={close} />}
    </>
  )
}
