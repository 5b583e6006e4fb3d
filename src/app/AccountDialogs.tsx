import { ChangePasswordDialog } from '#src/features/own-account/ChangePasswordDialog.tsx'
import { MySessionsDialog } from '#src/features/own-account/MySessionsDialog.tsx'
import { WidgetTheme } from '#src/components/widgets/WidgetTheme.tsx'

interface DialogProps {
  onClose: () => void
}

export const ThemedChangePasswordDialog = ({ onClose }: DialogProps) => (
  <WidgetTheme>
    <ChangePasswordDialog onClose={onClose} />
  </WidgetTheme>
)

export const ThemedMySessionsDialog = ({ onClose }: DialogProps) => (
  <WidgetTheme>
    <MySessionsDialog onClose={onClose} />
  </WidgetTheme>
)
