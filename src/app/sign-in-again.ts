import { themed } from '#src/components/widgets/themed.tsx'
import { SignInAgainDialog } from '#src/features/sign-in/SignInAgainDialog.tsx'

export const SignInAgain = themed(SignInAgainDialog)
