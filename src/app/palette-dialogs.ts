import { themed } from '#src/components/widgets/themed.tsx'
import { KeyboardShortcuts } from '#src/features/command-palette/KeyboardShortcuts.tsx'
import { NewSkillDialog } from '#src/features/skills/NewSkillDialog.tsx'

export const ThemedKeyboardShortcuts = themed(KeyboardShortcuts)
export const ThemedNewSkillDialog = themed(NewSkillDialog)
