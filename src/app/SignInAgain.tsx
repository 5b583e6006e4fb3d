import { SignInAgainDialog } from '#src/features/session/SignInAgainDialog.tsx'
import { WidgetTheme } from './WidgetTheme.tsx'

export const SignInAgain = () => (
  <WidgetTheme>
    <SignInAgainDialog />
  </WidgetTheme>
)
