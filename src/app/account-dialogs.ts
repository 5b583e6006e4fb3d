import { themed } from '#src/components/widgets/themed.tsx'
import { ChangePasswordDialog } from '#src/features/own-account/ChangePasswordDialog.tsx'
import { MySessionsDialog } from '#src/features/own-account/MySessionsDialog.tsx'

export const ThemedChangePasswordDialog = themed(ChangePasswordDialog)
export const ThemedMySessionsDialog = themed(MySessionsDialog)
