import { CommandPalette } from '#src/features/command-palette/CommandPalette.tsx'
import { useActions } from './use-actions.ts'
import { WidgetTheme } from './WidgetTheme.tsx'

interface PaletteProps {
  onClose: () => void
  onNewSkill: () => void
  onKeyboardShortcuts: () => void
}

export function Palette({ onClose, onNewSkill, onKeyboardShortcuts }: PaletteProps) {
  const actions = useActions({ newSkill: onNewSkill, keyboardShortcuts: onKeyboardShortcuts })
  return (
    <WidgetTheme>
      <CommandPalette actions={actions} onClose={onClose} />
    </WidgetTheme>
  )
}
