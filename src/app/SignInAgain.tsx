import { SignInAgainDialog } from '#src/features/session/SignInAgainDialog.tsx'
import { WidgetTheme } from '#src/components/widgets/WidgetTheme.tsx'

export const SignInAgain = () => (
  <WidgetTheme>
    <SignInAgainDialog />
  </WidgetTheme>
)
