import { useActionsInView } from '#src/domain/actions-in-view.ts'
import { CommandPalette } from '#src/features/command-palette/CommandPalette.tsx'
import { useActions, type PaletteDialog } from './use-actions.ts'

interface PaletteProps {
  onClose: () => void
  onOpen: (dialog: PaletteDialog) => void
}

export function Palette({ onClose, onOpen }: PaletteProps) {
  const actions = useActions(onOpen)
  const here = useActionsInView().map((action) => ({ ...action, id: `here-${action.label}` }))
  return <CommandPalette actions={{ here, anywhere: actions }} onClose={onClose} />
}
