import { KeyboardShortcuts } from '#src/features/command-palette/KeyboardShortcuts.tsx'
import { NewSkillDialog } from '#src/features/skills/NewSkillDialog.tsx'
import { WidgetTheme } from '#src/components/widgets/WidgetTheme.tsx'

interface DialogProps {
  onClose: () => void
}

export const ThemedKeyboardShortcuts = ({ onClose }: DialogProps) => (
  <WidgetTheme>
    <KeyboardShortcuts onClose={onClose} />
  </WidgetTheme>
)

export const ThemedNewSkillDialog = ({ onClose }: DialogProps) => (
  <WidgetTheme>
    <NewSkillDialog onClose={onClose} />
  </WidgetTheme>
)
