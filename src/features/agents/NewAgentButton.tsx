import { useNavigate, useRouter } from '@tanstack/react-router'
import { configurationOperations } from '#contract/configuration.ts'
import { useRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'

export function NewAgentButton() {
  const refusal = useRefusal(configurationOperations.createAgent)
  const navigate = useNavigate()
  const router = useRouter()
  const preload = () => void router.preloadRoute({ to: '/agents/new' })
  return (
    <Button
      variant="primary"
      refusal={refusal}
      onClick={() => void navigate({ to: '/agents/new' })}
      onPointerEnter={preload}
      onFocus={preload}
    >
      New agent
    </Button>
  )
}
