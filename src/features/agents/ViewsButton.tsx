import { Button } from '#src/components/Button.tsx'
import { lazyDialog } from '#src/components/lazy-dialog.tsx'
import { usePopoverAnchor } from '#src/components/use-popover-anchor.ts'
import type { Look } from '#src/domain/agents-table/column-choice.ts'

const ViewsPanel = lazyDialog(() => import('./ViewsPanel.tsx').then(({ ViewsPanel: panel }) => panel))

/** Lists one's own views, to open or delete one. */
export function ViewsButton({ onLook }: { onLook: (look: Look) => void }) {
  const { anchor, close, button } = usePopoverAnchor()
  return (
    <>
      <Button aria-haspopup="dialog" {...button}>
        Views
      </Button>
      {anchor && <ViewsPanel anchor={anchor} onLook={onLook} onClose={close} />}
    </>
  )
}
