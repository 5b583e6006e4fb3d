import { SignInAgainDialog } from '#src/features/sign-in/SignInAgainDialog.tsx'
import { WidgetTheme } from '#src/components/widgets/WidgetTheme.tsx'

export const SignInAgain = () => (
  <WidgetTheme>
    <SignInAgainDialog />
  </WidgetTheme>
)
