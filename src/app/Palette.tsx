import { CommandPalette } from '#src/features/command-palette/CommandPalette.tsx'
import { useActions } from './use-actions.ts'

interface PaletteProps {
  onClose: () => void
  onNewSkill: () => void
  onKeyboardShortcuts: () => void
}

export function Palette({ onClose, onNewSkill, onKeyboardShortcuts }: PaletteProps) {
  const actions = useActions({ newSkill: onNewSkill, keyboardShortcuts: onKeyboardShortcuts })
  return <CommandPalette actions={actions} onClose={onClose} />
}
