import { useNavigate } from '@tanstack/react-router'
import { USER_ADMINISTRATORS } from '#contract/access.ts'
import { configurationOperations } from '#contract/configuration.ts'
import { useMay, useRefusal, useSignOut } from '#src/api/session.ts'
import { notifyRefused } from '#src/components/toast.ts'
import type { Command } from '#src/features/command-palette/command.ts'
import { COLOR_SCHEMES, storeColorScheme } from '#src/lib/color-scheme.ts'

/** The dialogs that the command palette opens. */
export type PaletteDialog = 'keys' | 'new skill' | 'password' | 'sessions'

/** The actions available on every page, for the command palette. */
export function useActions(open: (dialog: PaletteDialog) => void): Command[] {
  const navigate = useNavigate()
  const signOut = useSignOut(() => navigate({ to: '/sign-in' }))
  const administersUsers = useMay(USER_ADMINISTRATORS)
  const agentRefusal = useRefusal(configurationOperations.createAgent)
  const skillRefusal = useRefusal(configurationOperations.createAgentSkill)
  const goTo = (
    name: string,
    to: '/agents' | '/skills' | '/services' | '/bulk-changes' | '/history' | '/settings/users',
  ) => ({
    id: to,
    label: `Go to ${name}`,
    run: () => void navigate({ to }),
  })
  return [
    goTo('Agents', '/agents'),
    goTo('Skills', '/skills'),
    goTo('Services', '/services'),
    goTo('Bulk changes', '/bulk-changes'),
    goTo('History', '/history'),
    ...(administersUsers ? [goTo('Users', '/settings/users')] : []),
    {
      id: 'locked',
      label: 'Show locked agents',
      run: () => void navigate({ to: '/agents', search: { tab: 'locked' } }),
    },
    { id: 'new-agent', label: 'New agent', refusal: agentRefusal, run: () => void navigate({ to: '/agents/new' }) },
    { id: 'new-skill', label: 'New skill', refusal: skillRefusal, run: () => open('new skill') },
    ...COLOR_SCHEMES.map((scheme) => ({
      id: scheme,
      label: `Color scheme: ${scheme}`,
      run: () => storeColorScheme(scheme),
    })),
    { id: 'password', label: 'Change password', run: () => open('password') },
    { id: 'sessions', label: 'My sessions', run: () => open('sessions') },
    { id: 'keys', label: 'Keyboard shortcuts', detail: '?', run: () => open('keys') },
    {
      id: 'sign-out',
      label: 'Sign out',
      run: () => signOut.mutate(undefined, { onError: notifyRefused }),
    },
  ]
}
