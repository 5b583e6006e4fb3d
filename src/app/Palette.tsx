import { useActionsInView } from '#src/domain/actions-in-view.ts'
import { CommandPalette } from '#src/features/command-palette/CommandPalette.tsx'
import { useActions } from './use-actions.ts'

interface PaletteProps {
  onClose: () => void
  onNewSkill: () => void
  onKeyboardShortcuts: () => void
}

export function Palette({ onClose, onNewSkill, onKeyboardShortcuts }: PaletteProps) {
  const actions = useActions({ newSkill: onNewSkill, keyboardShortcuts: onKeyboardShortcuts })
  const here = useActionsInView().map((action) => ({ ...action, id: `here-${action.label}` }))
  return <CommandPalette actions={{ here, anywhere: actions }} onClose={onClose} />
}
